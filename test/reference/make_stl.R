# Makes stl-r.json, the values of R's stats::stl that test/unit/engines/stl.test.ts holds the engine to.
#
#     Rscript test/reference/make_stl.R
#
# Debian packages: r-base-core, r-cran-jsonlite.
suppressMessages(library(jsonlite))
script <- sub("--file=", "", grep("--file=", commandArgs(), value = TRUE))
folder <- dirname(normalizePath(script))

case <- function(name, x, ...) {
  found <- stl(x, ...)
  list(name = name, values = as.numeric(x), period = frequency(x), window = found$win, degree = found$deg, jump = found$jump,
       inner = found$inner, outer = found$outer, periodic = identical(list(...)$s.window, "periodic"),
       seasonal = as.numeric(found$time.series[, "seasonal"]), trend = as.numeric(found$time.series[, "trend"]),
       residual = as.numeric(found$time.series[, "remainder"]), weights = as.numeric(found$weights))
}
bent <- nottem
bent[c(40, 41, 130)] <- c(90, 5, 88)
# An odd number of values: of an even one R's partial sort does not always find the two middle residuals, and then weighs a pass by
# another scale than the median (docs/methods/stl.md).
bent <- window(bent, end = c(1939, 11))
cases <- list(
  case("co2, periodic", log(co2), s.window = "periodic"),
  case("co2, window 21", log(co2), s.window = 21),
  case("nottem, robust and periodic", bent, s.window = "periodic", robust = TRUE),
  case("nottem, robust, window 7, degree 1", bent, s.window = 7, s.degree = 1, robust = TRUE),
  case("UKgas, short windows and jumps", log(UKgas), s.window = 5, t.window = 9, s.jump = 2, t.jump = 3, l.jump = 2),
  case("27 months, periodic", window(nottem, c(1930, 1), c(1932, 3)), s.window = "periodic")
)
write_json(list(made_by = R.version.string, cases = cases), file.path(folder, "stl-r.json"), digits = NA, auto_unbox = TRUE)
