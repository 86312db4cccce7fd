# The model language (analysis): what cannot be read or cannot be asked, with its place.
analysis-model-empty = The model is empty. Write at least one relation, for example: attitude =~ a1 + a2 + a3
analysis-model-character = Line { $line }, column { $column }: the sign “{ $found }” has no meaning in a model. Remove it, or put a column name that has it between `…`.
analysis-model-quote = Line { $line }, column { $column }: the quotation mark { $found } is not closed. Close it on the same line.
analysis-model-operator-missing = Line { $line }, column { $column }: expected =~, ~ or ~~ between left and right, found “{ $found }”. If this line continues another one, end that one with +.
analysis-model-left-missing = Line { $line }, column { $column }: expected the name of a factor or variable to the left of the sign, found “{ $found }”.
analysis-model-left-modifier = Line { $line }, column { $column }: only names may stand to the left of the sign. Move numbers and labels to the right, as in: f =~ 1*a1 + a2
analysis-model-term-missing = Line { $line }, column { $column }: expected the name of a variable after or in place of “{ $found }”. Complete it, or remove the sign that is too much.
analysis-model-plus-missing = Line { $line }, column { $column }: expected + or the end of the line, found “{ $found }”. Write one relation a line.
analysis-model-modifier = Line { $line }, column { $column }: “{ $found }” before * cannot be read. Known are numbers, labels, NA, start(0.5), equal("f=~a1"), c(a, b).
analysis-model-function = Line { $line }, column { $column }: “{ $found }(…)” is not supported here. Remove it from the model.
analysis-model-parenthesis = Line { $line }, column { $column }: the parenthesis “{ $found }” has no partner. Add it, or remove this one.
analysis-model-too-deep = Line { $line }, column { $column }: parentheses or signs are nested too deeply. Simplify that part.
analysis-model-single-equals = Line { $line }, column { $column }: a single = has no meaning. Use =~ for the items of a factor, or == to make two labels equal.
analysis-model-block = Line { $line }, column { $column }: blocks such as “group: 1” are not supported. Use the option for groups, and c(a, b) for values by group.
analysis-model-product = Line { $line }, column { $column }: products such as x:z are not supported. Compute the product as a column of the data and use that column's name.
analysis-model-number-term = Line { $line }, column { $column }: expected the name of a variable, found the number { $found }. To fix a value, write it before the name: { $found }*a1
analysis-model-expression-missing = Line { $line }, column { $column }: expected an expression or a number after this sign.
analysis-model-expression = Line { $line }, column { $column }: the expression cannot be read at “{ $found }”. Known are + - * / ^, parentheses, exp, log, sqrt, abs, numbers and labels.
analysis-model-expression-function = Line { $line }, column { $column }: the function “{ $found }” is not known. Known are exp, log, sqrt, abs.
analysis-model-expression-value = The effect “{ $name }” has no value: it divides by zero, or takes the log or root of a negative number. Check its expression.
analysis-model-formative = Line { $line }, column { $column }: the formative factor “{ $name }” (<~) can only be analysed by PLS. Use the PLS analysis, or write =~.
analysis-model-inequality = Line { $line }, column { $column }: bounds with < or > are not supported. Remove that line, and look at the result yourself.
analysis-model-twice = Line { $line }, column { $column }: the relation “{ $name }” is written twice. Remove one of them.
analysis-model-itself = Line { $line }, column { $column }: “{ $name }” is related to itself. A variance is written { $name } ~~ { $name }.
analysis-model-scale = Line { $line }, column { $column }: scales (~*~) and thresholds (|) are for the ordinal item itself, not for “{ $name }”.
analysis-model-threshold = Line { $line }, column { $column }: thresholds are named t1, t2 and so on, found “{ $name }”.
analysis-model-no-relation = The model has no relation between variables. Write at least one, for example: attitude =~ a1 + a2 + a3
analysis-model-unknown-item = Line { $line }, column { $column }: “{ $name }” is neither a column of the data nor a factor. Check its spelling; capital and small letters differ.
analysis-model-unknown-item-near = Line { $line }, column { $column }: “{ $name }” is neither a column of the data nor a factor. Did you mean “{ $near }”?
analysis-model-latent-is-column = Line { $line }, column { $column }: the factor “{ $name }” has the same name as a column of the data. Give the factor another name.
analysis-model-unknown-label = Line { $line }, column { $column }: there is no label “{ $name }” in the model. Give it by { $name }* before its variable.
analysis-model-unknown-label-near = Line { $line }, column { $column }: there is no label “{ $name }” in the model. Did you mean “{ $near }”?
analysis-model-defined-twice = Line { $line }, column { $column }: the name “{ $name }” is taken. Give this effect another name.
analysis-model-constraint = Line { $line }, column { $column }: “{ $found }” is too complicated. Possible are two labels (a == b), or a label and a number (a == 0.5).
analysis-model-many-equal = Line { $line }, column { $column }: only two labels can be made equal on one line. Write a == b, then b == c on the next line.
analysis-model-constraint-contradiction = Line { $line }, column { $column }: the label “{ $name }” shall equal two different numbers. Remove one of them.
analysis-model-equal-unknown = Line { $line }, column { $column }: there is no parameter named “{ $name }”. Use a label that is there, as a in a*x2.
analysis-model-modifier-groups = Line { $line }, column { $column }: “{ $name }” has { $given } values, but there are { $groups } groups. Write one value, or one for each group.
analysis-model-nothing-observed = The factor “{ $name }” has no items: the model holds factors only. Write its items, as in: { $name } =~ a1 + a2 + a3
analysis-model-factor-without-unit = The factor “{ $name }” has no unit. Fix one loading at 1, or its variance: { $name } ~~ 1*{ $name }
analysis-model-factor-too-few-items = The factor “{ $name }” has only { $items } items and no relation to others, so it is not identified. Add items up to three, or relate it to another factor.
analysis-model-too-many-parameters = The model is not identified: the data give { $known } figures, the model asks for { $asked }. Remove relations, or add items.
