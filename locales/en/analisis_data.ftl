# Analysis from the command line: the file of data, the file of the model, choices.
analysis-file-missing = There is no data file { $file }. Check its name and folder.
analysis-file-unreadable = The data file { $file } cannot be read ({ $why }). Save it again as CSV, XLSX or SAV.
analysis-file-old-excel = The data file { $file } is of an old Excel. Save it again as .xlsx.
analysis-file-empty = The data file { $file } is empty. Its first line must hold the names of the columns.
analysis-file-no-rows = The data file { $file } has names of columns only, and not one row of answers.
analysis-file-row-too-long = Row { $row } has { $cells } cells, but there are { $columns } columns. Check the separator and the quotation marks of that row.
analysis-file-text = Column “{ $name }”, row { $row }: “{ $found }” is not a number. Correct that cell, or leave it empty where there is no answer.
analysis-file-no-column = There is no column “{ $name }” in the data. Check its spelling; capital and small letters differ.
analysis-file-no-column-near = There is no column “{ $name }” in the data. Did you mean “{ $near }”?
analysis-file-column-twice = Several columns are named “{ $name }”. Give each a name of its own.
analysis-model-file-missing = There is no model file { $file }. Check its name and folder.
analysis-model-file-unreadable = The model file { $file } cannot be read ({ $why }). Save it as plain text (UTF-8).
analysis-asked-choice = { $option } does not know “{ $given }”. It knows { $known }.
analysis-asked-equal-without-group = --equal needs --group: what is equal are parameters across groups.
analysis-asked-invariance-without-group = --invariance needs --group: what is compared are groups.
analysis-asked-ordinal-not-in-model = The item “{ $name }” of --ordinal is not in the model.
analysis-asked-no-scale = The model has no scale. Write a line for each, for example: attitude =~ a1 + a2 + a3
analysis-asked-no-numbers = The data have no column of numbers to analyse. Choose items by --model.
analysis-asked-columns-left-out = { $count } columns are left out, being text, all the same or running numbers: { $names }.
analysis-asked-lines-left-out = Factors without items of their own are no scales: { $names }.
analysis-asked-no-folder = There is no folder for { $file }. Make it first.

analyse-cannot-write = { $file } cannot be written ({ $why }). Look at the space on the disk and its rights.
analyse-broken = The computation broke off ({ $why }). Simplify the model, or look for items that are nearly the same.
analyse-title-sem = Factor analysis and structural equations
analyse-title-pls = PLS-SEM
analyse-title-reliability = Reliability and items
analyse-title-efa = Exploratory factor analysis
analyse-warnings = To be noted
analyse-more-rows = … and { $count } more rows
