# What other programs compute on the data sets of make_data.py; the tests compare pls.json with ours.
#   Rscript pls.R DATA SEMINR CSEM SEMPLS PLSPM TESTER TURNER > pls.json
# DATA: the folder that make_data.py filled. The others: check-outs of sem-in-r/seminr, FloSchuberth/cSEM, cran/semPLS,
# gastonstat/plspm, /tester, /turner, whose sources are read, not installed. Nothing of them is kept here.
suppressMessages({library(magrittr); library(rlang); library(jsonlite)})
args <- commandArgs(TRUE)

read_sources <- function(folder, missing = character()) {
  into <- new.env(parent = globalenv())
  for (file in list.files(file.path(folder, "R"), full.names = TRUE)) {
    text <- gsub("\\b(matrixcalc|purrr|seminr|semPLS|plspm):::?", "", readLines(file, warn = FALSE))
    try(eval(parse(text = text), into), silent = TRUE)
  }
  into
}
# Stand-ins for the few functions of packages that are not installed here.
is.positive.semi.definite <- function(x, ...) all(eigen(x, TRUE, TRUE)$values >= -1e-8)
is.square.matrix <- function(x) nrow(x) == ncol(x)
is.symmetric.matrix <- function(x) isSymmetric(unname(x))
matrix.trace <- function(x) sum(diag(x))
transpose <- function(l) {
  fields <- names(l[[1]])
  setNames(lapply(seq_along(l[[1]]), function(i) lapply(l, `[[`, i)), fields)
}

seminr <- read_sources(args[2]); csem <- read_sources(args[3]); sempls <- read_sources(args[4])
for (folder in args[6:7]) for (f in list.files(file.path(folder, "R"), full.names = TRUE)) source(f)
plspm <- read_sources(args[5])

inside <- function(where, f) { environment(f) <- where; f }

read_model <- function(file) {
  lines <- trimws(readLines(file)); lines <- lines[lines != ""]
  parts <- regmatches(lines, regexec("^(\\w+) *(=~|<~|~) *(.*)$", lines))
  lapply(parts, function(p) list(lhs = p[2], op = p[3], terms = strsplit(p[4], " *\\+ *")[[1]]))
}

by_seminr <- inside(seminr, function(d, model, scheme, consistent, folds) {
  blocks <- Filter(function(s) s$op != "~", model); inner <- Filter(function(s) s$op == "~", model)
  mm <- do.call(constructs, lapply(blocks, function(s)
    if (s$op == "<~") composite(s$lhs, s$terms, weights = mode_B)
    else if (consistent) reflective(s$lhs, s$terms) else composite(s$lhs, s$terms)))
  sm <- do.call(relationships, lapply(inner, function(s) paths(from = s$terms, to = s$lhs)))
  fit <- function(rows) suppressMessages(estimate_pls(d[rows, ], mm, sm, inner_weights = scheme, maxIt = 3000, stopCriterion = 11))
  m <- fit(seq_len(nrow(d)))
  items <- unlist(lapply(blocks, `[[`, "terms")); names <- sapply(blocks, `[[`, "lhs")
  total <- m$path_coef[names, names]; step <- total
  for (i in names) { step <- step %*% m$path_coef[names, names]; total <- total + step }
  predicted <- NULL
  if (!consistent && nrow(d) > 30) {
    errors <- d * NA; base <- d * NA
    for (k in unique(folds)) {
      train <- fit(folds != k); test <- d[folds == k, ]
      got <- predict.seminr_model(train, test, technique = predict_DA)
      errors[folds == k, ] <- as.matrix(got$item_residuals)[, names(d)]
      base[folds == k, ] <- sweep(as.matrix(test), 2, colMeans(d[folds != k, ]))
    }
    predicted <- list(q2 = as.list(1 - colSums(errors^2) / colSums(base^2)), rmse = as.list(sqrt(colMeans(errors^2))))
  }
  all <- constructs_in_model(m)$construct_names
  quality <- rhoC_AVE(m, all)
  list(items = items, names = names, weights = rowSums(m$outer_weights[items, ]), loadings = rowSums(m$outer_loadings[items, ]),
       paths = m$path_coef[names, names], total = total, r2 = as.list(m$rSquared["Rsq", ]),
       r2_adjusted = as.list(m$rSquared["AdjRsq", ]), htmt = HTMT(m)[names, names],
       rho_a = as.list(rho_A(m, all)[, 1]), rho_c = as.list(quality[, "rhoC"]), ave = as.list(quality[, "AVE"]),
       alpha = as.list(cronbachs_alpha(m, names)), scores = stats::cor(m$construct_scores)[names, names],
       vif = antecedent_vifs(m$smMatrix, stats::cor(m$construct_scores)), predicted = predicted)
})

by_csem <- inside(csem, function(d, model, consistent) {
  # Importance and performance are ours where items go from 0 to 100.
  d <- as.data.frame(lapply(d, function(x) 100 * (x - min(x)) / (max(x) - min(x))))
  # As composites everything is "<~"; then mode A is asked for where the model is reflective.
  op <- function(s) if (s$op == "~" || consistent) s$op else "<~"
  text <- paste(sapply(model, function(s) paste(s$lhs, op(s), paste(s$terms, collapse = "+"))), collapse = "\n")
  blocks <- Filter(function(s) s$op != "~", model)
  modes <- lapply(setNames(blocks, sapply(blocks, `[[`, "lhs")), function(s) if (s$op == "<~") "modeB" else "modeA")
  m <- csem(d, text, .PLS_modes = modes, .tolerance = 1e-12, .iter_max = 3000, .disattenuate = consistent)
  e <- m$Estimates; names <- names(modes); items <- unlist(lapply(blocks, `[[`, "terms"))
  map <- if (consistent) NULL else suppressWarnings(doIPMA(m))
  f2 <- calculatef2(m)
  list(paths = t(e$Path_estimates[names, names]), loadings = colSums(e$Loading_estimates[, items]),
       correlations = e$Construct_VCV[names, names], r2 = as.list(e$R2), f2 = lapply(split(f2, rownames(f2)[row(f2)]), setNames, colnames(f2)),
       rho_a = as.list(e$Reliabilities), srmr = calculateSRMR(m), srmr_saturated = calculateSRMR(m, .saturated = TRUE),
       importance = if (!is.null(map)) map$Construct$Importance[names, names], performance = if (!is.null(map)) as.list(map$Construct$Performance),
       vif = lapply(calculateVIFModeB(m), identity))
})

by_sempls <- inside(sempls, function(d, model) {
  blocks <- Filter(function(s) s$op == "=~", model); inner <- Filter(function(s) s$op == "~", model)
  sm <- do.call(rbind, lapply(inner, function(s) cbind(source = s$terms, target = s$lhs)))
  mm <- do.call(rbind, lapply(blocks, function(s) cbind(source = s$lhs, target = s$terms)))
  m <- sempls(plsm(as.data.frame(scale(d)), sm, mm), as.data.frame(scale(d)), wscheme = "pathWeighting", tol = 1e-12, maxit = 3000, verbose = FALSE, E = "A")
  q <- qSquared.sempls(m, d = 7, impfun = meanrep, dlines = FALSE, wscheme = "pathWeighting", tol = 1e-11, maxit = 3000)
  as.list(q[!is.na(q), 1])
})

by_plspm <- inside(plspm, function(d, model, scheme) {
  blocks <- Filter(function(s) s$op != "~", model); names <- sapply(blocks, `[[`, "lhs")
  inner <- matrix(0, length(names), length(names), dimnames = list(names, names))
  for (s in Filter(function(s) s$op == "~", model)) inner[s$lhs, s$terms] <- 1
  # plspm wants its constructs in causal order; make_data.py writes them so.
  m <- plspm(d, inner, lapply(blocks, `[[`, "terms"), modes = ifelse(sapply(blocks, `[[`, "op") == "<~", "B", "A"),
             scheme = scheme, tol = 1e-12, maxiter = 3000)
  list(items = as.character(m$outer_model$name), weights = m$outer_model$weight, loadings = m$outer_model$loading,
       paths = t(m$path_coefs), r2 = as.list(setNames(m$inner_summary$R2, rownames(m$inner_summary))))
})

# NULL where a reliability below zero leaves nothing to compute.
if_any <- function(code) tryCatch(code, error = function(e) NULL)

out <- list()
for (file in list.files(args[1], "\\.txt$", full.names = TRUE)) {
  name <- sub("\\.txt$", "", basename(file)); model <- read_model(file)
  d <- read.csv(sub("txt$", "csv", file)); folds <- scan(sub("txt$", "folds", file), quiet = TRUE)
  cat(name, "", file = stderr())
  one <- list(path = by_seminr(d, model, seminr$path_weighting, FALSE, folds), factorial = by_seminr(d, model, seminr$path_factorial, FALSE, folds),
    consistent = if_any(by_seminr(d, model, seminr$path_weighting, TRUE, folds)),
    csem = by_csem(d, model, FALSE), csem_consistent = if_any(by_csem(d, model, TRUE)))
  one$centroid <- by_plspm(d, model, "centroid")
  if (all(sapply(model, `[[`, "op") != "<~")) one$q2 <- by_sempls(d, model)
  one$factorial$predicted <- NULL
  out[[name]] <- one
}
cat(toJSON(out, digits = 9, auto_unbox = TRUE, na = "null", null = "null"))
