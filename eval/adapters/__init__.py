"""Adapters, one a benchmark: what the program writes, in the words of that benchmark.

Each has
    EMIT                     what `annals read` is asked to write
    prediction(row, lines)   the prediction for one row of the benchmark's input, of the lines that the program wrote about it
and may have
    report(row)              the row as an input of the program, where `common.report` does not do
An adapter renames, and applies the tables of eval/tables/. What the program does not say, it must not find out.
"""
