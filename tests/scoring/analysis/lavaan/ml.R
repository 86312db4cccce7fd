# What lavaan says of each case of ml_cases.json: fit, parameters, R², largest modification indices -> ml.json.
#   python -m tests.scoring.analysis.ml_data FOLDER && cp tests/scoring/analysis/data/*.csv FOLDER
#   Rscript tests/scoring/analysis/lavaan/ml.R FOLDER [cases.json out.json]
# Made with R 4.2.2, lavaan 0.6-14.
suppressMessages({library(lavaan); library(jsonlite)})
given <- commandArgs(trailingOnly = TRUE)
here <- "tests/scoring/analysis/lavaan"
cases <- fromJSON(if (length(given) > 1) given[2] else file.path(here, "ml_cases.json"), simplifyDataFrame = FALSE)
said <- list()
for (case in cases) {
  data <- read.csv(file.path(given[1], paste0(case$data, ".csv")))
  arguments <- list(model = paste(case$model, collapse = "\n"), data = data)
  if (!is.null(case$estimator)) arguments$estimator <- case$estimator
  if (identical(case$convention, "wishart")) arguments$likelihood <- "wishart"
  if (!is.null(case$group)) arguments$group <- case$group
  if (!is.null(case$equal)) arguments$group.equal <- unlist(case$equal)
  if (!is.null(case$standardise_latent)) arguments$std.lv <- case$standardise_latent
  if (!is.null(case$ordinal)) arguments$ordered <- unlist(case$ordinal)
  fit <- tryCatch(suppressWarnings(do.call("sem", arguments)), error = function(e) {message(case$name, ": ", e); NULL})
  if (is.null(fit) || !lavInspect(fit, "converged")) { message(case$name, " has no answer"); next }
  pe <- parameterEstimates(fit, standardized = TRUE, remove.system.eq = TRUE)
  pe <- pe[pe$op != "==", intersect(c("lhs", "op", "rhs", "group", "est", "se", "std.lv", "std.all"), names(pe))]
  mi <- if (isTRUE(case$brief)) NULL else tryCatch(suppressWarnings(modindices(fit, sort. = TRUE, maximum.number = 12)), error = function(e) NULL)
  if (!is.null(mi)) mi <- mi[mi$mi > 0.01, intersect(c("lhs", "op", "rhs", "group", "mi", "epc", "sepc.all"), names(mi))]
  r2 <- lavInspect(fit, "rsquare")
  std <- if (isTRUE(case$brief)) NULL else tryCatch(standardizedSolution(fit)$se, error = function(e) NULL)
  said[[case$name]] <- list(n = lavInspect(fit, "ntotal"), fit = as.list(unclass(fitMeasures(fit))), parameters = pe,
    std_se = head(std, nrow(pe)), r2 = if (is.list(r2)) lapply(r2, as.list) else list(as.list(r2)), indices = mi)
}
write_json(said, if (length(given) > 2) given[3] else file.path(here, "ml.json"), digits = 10, na = "null",
  auto_unbox = TRUE, dataframe = "columns")
