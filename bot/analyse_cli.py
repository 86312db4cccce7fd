"""`pendamping analyse …`: an instrument tested on its own answers, from a file, without a running bot.

Status 2 with one clear line for what was asked wrongly or cannot be analysed, 1 for what went wrong on the way.
"""

from __future__ import annotations

import typer

from bot import analyse_options as options

analyse = typer.Typer(help="Reliability, factor analysis, structural equations, PLS.", no_args_is_help=True)


@analyse.command("reliability")
def reliability(
    data: options.Data,
    model: options.Scales = None,
    items: options.Items = "",
    key: options.Key = None,
    missing: options.MissingPairs = "listwise",
    ordinal: options.OrdinalScales = "",
    all_rows: options.AllRows = False,
    as_json: options.AsJson = False,
    report: options.Report = None,
    xlsx: options.Xlsx = None,
    language: options.Language = "id",
) -> None:
    """Alpha, omega, composite reliability, AVE and the statistics of each item; with --key those of a test."""
    from bot.analyse_asked_scales import KnowledgeTest, Reliability
    from bot.analyse_command import Output, run
    from bot.analyse_words import words_of

    output = Output(as_json, report, xlsx, language)
    if key is not None:
        besides = "--model" if model else "--items" if items else "--ordinal" if ordinal else ""
        run(KnowledgeTest(data, all_rows, key, besides), output)
        return
    whole = words_of(language).plain("analyse-whole-scale")
    run(Reliability(data, all_rows, model, items, missing, ordinal, whole), output)


@analyse.command("cfa", help="Confirmatory factor analysis by ML, MLM or WLSMV.")
@analyse.command("sem", help="Structural equations: factors, paths between them, defined effects.")
def model_of_factors(
    data: options.Data,
    model: options.Model,
    estimator: options.Estimator = "",
    ordinal: options.Ordinal = "",
    missing: options.Missing = "listwise",
    group: options.Group = "",
    equal: options.Equal = "",
    invariance: options.Invariance = False,
    convention: options.Convention = "normal",
    std_lv: options.StandardiseLatent = False,
    modification: options.Modification = 20,
    seed: options.Seed = None,
    all_rows: options.AllRows = False,
    as_json: options.AsJson = False,
    report: options.Report = None,
    xlsx: options.Xlsx = None,
    language: options.Language = "id",
) -> None:
    from bot.analyse_asked import Sem
    from bot.analyse_command import Output, run

    asked = Sem(
        data, all_rows, model, estimator, ordinal, missing, group, equal, invariance, convention, std_lv, modification
    )
    run(asked, Output(as_json, report, xlsx, language, seed))


@analyse.command("pls")
def pls(
    data: options.Data,
    model: options.Model,
    missing: options.MissingRows = "listwise",
    bootstrap: options.Bootstrap = 0,
    seed: options.Seed = None,
    consistent: options.Consistent = False,
    all_rows: options.AllRows = False,
    as_json: options.AsJson = False,
    report: options.Report = None,
    xlsx: options.Xlsx = None,
    language: options.Language = "id",
) -> None:
    """PLS-SEM: paths between composites, with bootstrap intervals."""
    from bot.analyse_asked import Pls
    from bot.analyse_command import Output, run

    run(Pls(data, all_rows, model, missing, bootstrap, seed, consistent), Output(as_json, report, xlsx, language))


@analyse.command("efa")
def efa(
    data: options.Data,
    items: options.Items = "",
    factors: options.Factors = 0,
    method: options.Method = "minres",
    rotation: options.Rotation = "oblimin",
    missing: options.MissingPairs = "listwise",
    seed: options.Seed = None,
    all_rows: options.AllRows = False,
    as_json: options.AsJson = False,
    report: options.Report = None,
    xlsx: options.Xlsx = None,
    language: options.Language = "id",
) -> None:
    """Exploratory factor analysis; how many factors by parallel analysis."""
    from bot.analyse_asked import Exploratory
    from bot.analyse_command import Output, run

    asked = Exploratory(data, all_rows, items, factors, method, rotation, missing, seed)
    run(asked, Output(as_json, report, xlsx, language))
