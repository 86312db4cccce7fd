# What lavaan 0.6-14 says of the cases of ../fiml_cases.py:
#   python -m tests.scoring.analysis.fiml_cases FOLDER && Rscript tests/scoring/analysis/lavaan/fiml.R FOLDER
# writes fiml.json beside this script.
suppressMessages({library(lavaan); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
beside <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
wanted <- c("chisq", "df", "pvalue", "cfi", "tli", "ifi", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "srmr",
            "gfi", "agfi", "aic", "bic", "logl", "unrestricted.logl", "npar", "baseline.chisq", "baseline.df")
found <- list()
for (case in list.dirs(folder, recursive = FALSE)) {
  message(case, " ", format(Sys.time()))
  options <- fromJSON(file.path(case, "options.json"))
  data <- read.csv(file.path(case, "data.csv"))
  arguments <- list(model = paste(readLines(file.path(case, "model.txt"), warn = FALSE), collapse = "\n"),
                    data = data, missing = "ml", em.h1.tol = 1e-7, em.h1.iter.max = 2000)
  if (options$group) arguments$group <- "group"
  if (length(options$equal) > 0) arguments$group.equal <- options$equal
  fit <- suppressWarnings(do.call(options$kind, arguments))
  if (!lavInspect(fit, "converged")) { print(case); next }
  estimates <- parameterEstimates(fit, standardized = TRUE, remove.system.eq = TRUE)
  estimates <- estimates[estimates$op != "==", ]
  # With equality constraints lavaan cannot invert the expected information.
  indices <- tryCatch(modindices(fit, sort. = TRUE, maximum.number = 5), error = function(e) NULL)
  found[[basename(case)]] <- list(
    n = lavInspect(fit, "ntotal"),
    fit = as.list(fitMeasures(fit, wanted)),
    estimates = estimates[, c("lhs", "op", "rhs", if (options$group) "group", "est", "se", "std.all")],
    indices = if (!is.null(indices)) indices[, c("lhs", "op", "rhs", if (options$group) "group", "mi", "epc")])
}
write_json(found, file.path(beside, "fiml.json"), digits = 10, na = "null", auto_unbox = TRUE)
