# Parameter tables of lavaan 0.6-14 for the models below: `Rscript tables.R` writes tables.json beside itself.
suppressMessages({library(lavaan); library(jsonlite)})

hs <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
political <- "
  # measurement
  ind60 =~ x1 + x2 + x3
  dem60 =~ y1 + y2 + y3 + y4
  dem65 =~ y5 + y6 + y7 + y8
  dem60 ~ ind60
  dem65 ~ ind60 + dem60
  y1 ~~ y5
  y2 ~~ y4 + y6
  y3 ~~ y7; y4 ~~ y8
  y6 ~~ y8"
model <- function(text, ...) list(text = text, options = list(...))
models <- list(
  three_factors = model(hs),
  three_factors_std = model(hs, std.lv = TRUE),
  three_factors_means = model(hs, meanstructure = TRUE),
  political = model(political),
  political_std = model(political, std.lv = TRUE),
  second_order = model(paste0(hs, "\ng =~ visual + textual + speed")),
  second_order_std = model(paste0("g =~ visual + textual + speed\n", hs), std.lv = TRUE),
  bifactor = model(paste0(hs, "\ng =~ x1+x2+x3+x4+x5+x6+x7+x8+x9\ng ~~ 0*visual + 0*textual + 0*speed")),
  path = model("y1 ~ x1 + x2\ny2 ~ y1 + x1\ny3 ~ y1 + x3"),
  path_means = model("y1 ~ 1 + x1\ny2 ~ y1 + x1"),
  mediation = model("m ~ a*x\ny ~ b*m + c*x\nindirect := a*b\ntotal := c + a*b"),
  random_x = model("y1 ~ x1 + x2\nx1 ~~ x2"),
  x_with_mean = model("y1 ~ x1 + x2\nx1 ~ 1"),
  one_x_variance = model("f =~ y1 + y2 + y3\nf ~ x1 + x2 + x3\nx2 ~~ x2"),
  mimic = model("f =~ y1 + y2 + y3\ng =~ z1 + z2 + z3\nf ~ x1 + x2\ng ~ f + x2\nz1 ~ x1"),
  single = model("f =~ x1 + x2 + x3\ng =~ y1\ng ~ f"),
  single_by_hand = model("f =~ x1 + x2 + x3\ng =~ y1\ny1 ~~ 0.3*y1\nf ~~ g"),
  single_shared = model("f =~ x1 + x2 + x3\ng =~ x3\nf ~~ 0*g\nx3 ~~ 0*x3"),
  single_second = model("f =~ x1 + x2 + x3\nh =~ 1*f\nh ~ z"),
  not_first = model("f =~ NA*x1 + x2 + 1*x3\ng =~ y1 + y2 + y3"),
  free_first = model("f =~ NA*x1 + x2 + x3\nf ~~ 1*f"),
  fixed = model("f =~ x1 + 0.5*x2 + (1/2)*x3 + -1*x4\nx1 ~~ 0*x2"),
  labels = model("f =~ x1 + a*x2 + a*x3\ng =~ y1 + a*y2 + b*y3\nf ~~ r*g\nx1 ~~ v*x1\nx2 ~~ v*x2"),
  equal = model("f =~ x1 + x2 + equal(\"f=~x2\")*x3 + x4\ng =~ y1 + equal(\"f=~x2\")*y2 + y3"),
  label_function = model("f =~ x1 + label(\"p\")*x2 + label(\"p\")*x3 + start(0.8)*x4"),
  label_on_first = model("f =~ a*x1 + b*x2 + c*x3 + b*x4"),
  two_modifiers = model("f =~ x1 + a*x2 + start(0.7)*x2 + x3 + NA*x1\nf ~~ 1*f"),
  constraint = model("f =~ x1 + a*x2 + b*x3 + c*x4\ng =~ y1 + d*y2 + y3\na == b\nb == d"),
  swapped = model("f =~ x1 + x2 + x3\ng =~ x4 + x5 + x6\ng ~~ f\nx5 ~~ x1\nx3 ~~ x2"),
  outcomes = model("f =~ x1 + x2 + x3\ny1 + y2 ~ f\nz ~ y1"),
  latent_outcomes = model("f =~ x1 + x2 + x3\ng =~ y1 + y2 + y3\nh =~ z1 + z2 + z3\ng ~ f\nh ~ f\nw ~ f"),
  non_recursive = model("f =~ x1 + x2 + x3\ng =~ y1 + y2 + y3\nf ~ g + u\ng ~ f + v"),
  indicator_predicts = model("f =~ x1 + x2 + x3\ny ~ x3 + f\nx1 ~ z"),
  only_covariances = model("x1 ~~ x2\nx2 ~~ x3\nx3 ~ 1"),
  covariate_of_residual = model("f =~ x1 + x2 + x3\nf ~~ x4"),
  growth_by_hand = model("i =~ 1*t1 + 1*t2 + 1*t3 + 1*t4\ns =~ 0*t1 + 1*t2 + 2*t3 + 3*t4\ni ~ 1\ns ~ 1\nt1 + t2 + t3 + t4 ~ 0*1"),
  zero_intercept = model("y ~ 0 + x\nz ~ 0*1 + y"),
  free_x = model("y ~ x1 + x2\nz ~ y", fixed.x = FALSE),
  free_x_means = model("f =~ y1 + y2 + y3\nf ~ x1 + x2", fixed.x = FALSE, meanstructure = TRUE),
  ordered = model(hs, ordered = c(x1 = 2, x2 = 2, x3 = 4, x4 = 1, x5 = 1, x6 = 3, x7 = 2, x8 = 2, x9 = 2)),
  mixed = model(hs, ordered = c(x2 = 2, x7 = 1)),
  ordered_with_x = model("f =~ u1 + u2 + u3\nu4 ~ f + x\nf ~ x", ordered = c(u1 = 2, u2 = 2, u3 = 2, u4 = 1)),
  thresholds = model("f =~ u1 + u2 + u3\nu1 | a*t1 + b*t2\nu2 | a*t1\nu3 ~*~ 1*u3", ordered = c(u1 = 2, u2 = 3, u3 = 1)),
  groups = model(hs, ngroups = 2, meanstructure = TRUE),
  groups_three = model("f =~ x1 + c(a,a,b)*x2 + x3\nx1 ~~ c(0.1,NA,0.2)*x1", ngroups = 3, meanstructure = TRUE),
  groups_loadings = model(hs, ngroups = 2, meanstructure = TRUE, group.equal = "loadings"),
  groups_scalar = model(hs, ngroups = 2, meanstructure = TRUE, group.equal = c("loadings", "intercepts")),
  groups_scalar_std = model(hs, ngroups = 2, meanstructure = TRUE, std.lv = TRUE, group.equal = c("loadings", "intercepts")),
  groups_strict = model(hs, ngroups = 3, meanstructure = TRUE,
    group.equal = c("loadings", "intercepts", "residuals", "lv.variances", "lv.covariances", "means")),
  groups_partial = model("f =~ x1 + c(a1,a2)*x2 + x3 + x4\nx3 ~ c(i1,i2)*1", ngroups = 2, meanstructure = TRUE,
    group.equal = c("loadings", "intercepts")),
  groups_regressions = model(political, ngroups = 2, meanstructure = TRUE,
    group.equal = c("loadings", "regressions", "residual.covariances")),
  groups_x = model("f =~ y1 + y2 + y3\nf ~ b*x", ngroups = 2, meanstructure = TRUE, group.equal = "intercepts"),
  groups_fixed = model("f =~ x1 + c(0.7,NA)*x2 + x3 + c(1,2)*x4\nf ~~ c(1,NA)*f", ngroups = 2, meanstructure = TRUE,
    group.equal = "loadings"),
  groups_ordered = model("f =~ u1 + u2 + u3 + u4", ordered = c(u1 = 2, u2 = 2, u3 = 1, u4 = 1), ngroups = 2,
    group.equal = c("loadings", "thresholds")),
  groups_mixed = model("f =~ u1 + u2 + y3 + y4", ordered = c(u1 = 2, u2 = 2), ngroups = 2, meanstructure = TRUE,
    group.equal = c("loadings", "thresholds", "intercepts"), std.lv = TRUE)
)

table_of <- function(m) {
  options <- m$options
  options$nthresholds <- options$ordered
  options$ordered <- NULL
  if (!is.null(options$nthresholds)) options$meanstructure <- TRUE
  if (is.null(options$fixed.x)) options$fixed.x <- TRUE
  made <- suppressWarnings(do.call(lavaanify, c(list(model = m$text, auto = TRUE, model.type = "sem"), options)))
  rows <- made[!made$op %in% c("==", ":=", "<", ">"), ]
  same <- seq_len(nrow(rows))
  for (i in which(made$op == "==")) {
    one <- which(rows$plabel == made$lhs[i] | rows$label == made$lhs[i])
    other <- which(rows$plabel == made$rhs[i] | rows$label == made$rhs[i])
    all <- c(one, other)
    same[same %in% same[all]] <- min(same[all])
  }
  free <- integer(nrow(rows))
  is_free <- rows$free > 0
  free[is_free] <- match(same[is_free], unique(same[is_free]))
  label <- ifelse(grepl("^\\.p[0-9]+\\.$", rows$label) | grepl("=~", rows$label), "", rows$label)
  value <- ifelse(is.na(rows$ustart), "", format(rows$ustart, digits = 15, trim = TRUE, drop0trailing = TRUE))
  paste(rows$lhs, rows$op, rows$rhs, rows$group, free, value, label, rows$user, rows$exo, sep = " ")
}

out <- lapply(models, function(m) {
  options <- lapply(m$options, function(x) if (!is.null(names(x))) as.list(x) else x)
  list(text = unbox(m$text), options = options, rows = I(table_of(m)))
})
write(toJSON(out, auto_unbox = TRUE, pretty = FALSE), "tables.json")
