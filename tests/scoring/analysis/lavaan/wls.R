# What lavaan 0.6-14 says of the cases of ../wls_cases.py:
#   python -m tests.scoring.analysis.wls_cases FOLDER && Rscript tests/scoring/analysis/lavaan/wls.R FOLDER
# writes wls.json beside this script, and the differences of nested models.
suppressMessages({library(lavaan); library(jsonlite)})
folder <- commandArgs(trailingOnly = TRUE)[1]
beside <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
wanted <- c("chisq", "df", "chisq.scaled", "pvalue.scaled", "chisq.scaling.factor", "cfi", "tli", "rmsea",
            "cfi.scaled", "tli.scaled", "ifi.scaled", "rmsea.scaled", "rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled",
            "rmsea.pvalue.scaled", "srmr", "gfi", "agfi", "npar", "baseline.chisq", "baseline.chisq.scaled",
            "baseline.df", "baseline.chisq.scaling.factor")
fitted_case <- function(name, ...) {
  case <- file.path(folder, name)
  options <- fromJSON(file.path(case, "options.json"))
  arguments <- list(model = paste(readLines(file.path(case, "model.txt"), warn = FALSE), collapse = "\n"),
                    data = read.csv(file.path(case, "data.csv")), ordered = options$ordinal, estimator = "WLSMV",
                    std.lv = options$standardise)
  if (options$group != "") arguments$group <- options$group
  if (length(options$equal) > 0) arguments$group.equal <- options$equal
  suppressWarnings(do.call("sem", modifyList(arguments, list(...))))
}
found <- list()
for (name in basename(list.dirs(folder, recursive = FALSE))) {
  fit <- fitted_case(name)
  stopifnot(lavInspect(fit, "converged"))
  estimates <- parameterEstimates(fit, standardized = TRUE, remove.system.eq = TRUE)
  if (is.null(estimates$group)) estimates$group <- 1
  estimates$se[estimates$op == "~~" & estimates$se == 0] <- NA
  rows <- estimates[estimates$op != "==", c("lhs", "op", "rhs", "group", "est", "se", "std.all")]
  for (column in c("est", "se", "std.all")) rows[[column]] <- signif(rows[[column]], 8)
  indices <- modindices(fit, sort. = TRUE, op = c("=~", "~~"))
  if (is.null(indices$group)) indices$group <- rep(1, nrow(indices))
  indices <- head(indices[order(-indices$mi), ], 3)
  found[[name]] <- list(fit = lapply(as.list(fitMeasures(fit, wanted)), signif, 9), estimates = unname(as.list(rows)),
                        indices = indices[, c("lhs", "op", "rhs", "group", "mi", "epc")])
}
differences <- function(...) {
  compared <- lavTestLRT(...)
  data.frame(chi2 = compared[["Chisq diff"]][-1], df = compared[["Df diff"]][-1])
}
plain <- fitted_case("three-groups-scalar", group.equal = "")
found[["differences"]] <- differences(plain, fitted_case("three-groups-metric"), fitted_case("three-groups-scalar"))
# Polychoric and polyserial covariances, and those of answers with gaps, pair by pair.
upper <- function(fit) {
  covariance <- lavInspect(fit, "sampstat")$cov
  covariance[upper.tri(covariance)]
}
gaps <- read.csv(file.path(folder, "skewed", "data.csv"))
for (at in seq_along(gaps)) gaps[seq(at, nrow(gaps), by = 9), at] <- NA
paired <- cfa("f =~ a0 + a1 + a2 + a3", gaps, ordered = TRUE, estimator = "WLSMV", missing = "pairwise")
found[["covariances"]] <- list(skewed = upper(fitted_case("skewed")), mixed = upper(fitted_case("mixed")),
                               gaps = upper(paired))
found[["paired"]] <- list(chi2 = unname(fitMeasures(paired, "chisq.scaled")),
                          se = subset(parameterEstimates(paired), op == "=~")$se)
write_json(found, file.path(beside, "wls.json"), digits = 10, na = "null", auto_unbox = TRUE)
