# Fits every case below a folder with lavaan: `Rscript fit.R FOLDER`. A case is a folder with data.csv, model.txt and
# options.json; what lavaan says goes to fit.json and parameters.json beside them, or to failed.txt.
suppressMessages({library(lavaan); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
for (case in list.dirs(folder, recursive = FALSE)) {
  if (file.exists(file.path(case, "fit.json"))) next
  data <- read.csv(file.path(case, "data.csv"))
  model <- paste(readLines(file.path(case, "model.txt")), collapse = "\n")
  options <- fromJSON(file.path(case, "options.json"))
  arguments <- list(model = model, data = data, estimator = options$estimator)
  if (length(options$ordinal) > 0) arguments$ordered <- options$ordinal
  if (identical(options$missing, "fiml")) arguments$missing <- "ml"
  if (identical(options$convention, "lisrel")) arguments$likelihood <- "wishart"
  if (!is.null(options$group)) arguments$group <- options$group
  if (length(options$equal) > 0) arguments$group.equal <- options$equal
  problems <- character(0)
  fit <- tryCatch(
    withCallingHandlers(do.call(options$kind, arguments), warning = function(w) {
      problems <<- c(problems, conditionMessage(w)); invokeRestart("muffleWarning")
    }),
    error = function(e) { writeLines(conditionMessage(e), file.path(case, "failed.txt")); NULL })
  if (is.null(fit)) next
  said <- list(converged = lavInspect(fit, "converged"), problems = I(problems))
  if (said$converged) {
    said$fit <- tryCatch(as.list(fitMeasures(fit)), error = function(e) list())
    said$n <- lavInspect(fit, "ntotal")
    found <- parameterEstimates(fit, standardized = TRUE, remove.system.eq = TRUE)
    write_json(found, file.path(case, "parameters.json"), digits = NA, na = "null", auto_unbox = TRUE)
    said$r2 <- tryCatch(lavInspect(fit, "rsquare"), error = function(e) NULL)
    indices <- tryCatch(modindices(fit), error = function(e) NULL)
    if (!is.null(indices)) write_json(indices, file.path(case, "indices.json"), digits = NA, na = "null")
  }
  write_json(said, file.path(case, "fit.json"), digits = NA, na = "null", auto_unbox = TRUE)
}
