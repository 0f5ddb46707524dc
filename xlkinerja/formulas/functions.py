"""What must be known about functions by name."""

CLOCK = frozenset({"NOW", "TODAY"})
"""Functions whose value is the moment of the calculation."""

POINTERS = frozenset({"OFFSET", "INDIRECT", "CELL"})
"""Functions that find the cells they read only while they are computed: the same file always gives the same value,
but it cannot be read off the formula which cells it hangs on."""

VOLATILE = CLOCK | POINTERS | frozenset({"RAND", "RANDBETWEEN", "RANDARRAY", "INFO"})
"""Functions whose value may change without any input changing, or whose precedents cannot be read off."""

CELL_FACTS = frozenset({"address", "row", "col", "contents", "type"})
"""What CELL may be asked that follows from the cells alone."""

SWALLOWS_ERRORS = frozenset({
    "IFERROR", "IFNA", "ISERROR", "ISERR", "ISNA", "ERROR.TYPE", "COUNT", "COUNTA", "AGGREGATE", "ISNUMBER", "ISTEXT",
    "ISLOGICAL", "ISNONTEXT", "ISREF", "ISBLANK", "COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "TYPE",
})
"""Functions that make a definite value of an error: behind them an engine's "I do not know" looks like an answer."""

TAKES_POSITION = frozenset({"ROW", "COLUMN", "ROWS", "COLUMNS", "SHEET", "SHEETS", "FORMULATEXT", "ISFORMULA", "CELL"})
"""Functions that look at the place or the text of their reference, not only at its value."""

ADDS_UP = frozenset({"SUM", "SUBTOTAL", "AGGREGATE"})
"""Functions that make a total of a range."""

AGGREGATES = ADDS_UP | frozenset({
    "AVERAGE", "COUNT", "COUNTA", "MIN", "MAX", "PRODUCT", "STDEV", "STDEV.S", "STDEV.P", "STDEVP", "VAR", "VAR.S",
    "VAR.P", "VARP", "MEDIAN", "AVERAGEA", "MINA", "MAXA", "LARGE", "SMALL",
})
"""Functions that make one value of a range, whatever the order of its cells."""

ASKS_OUTSIDE = frozenset({"CUBEVALUE", "CUBEMEMBER", "CUBEMEMBERPROPERTY", "CUBESET", "CUBESETCOUNT",
                          "CUBERANKEDMEMBER", "CUBEKPIMEMBER",
                          "RTD", "WEBSERVICE", "CALL", "REGISTER.ID", "DDE", "GETPIVOTDATA"})
"""Functions whose value comes from outside the workbook's cells."""

LOCALE_BOUND = frozenset({"TEXT", "VALUE", "DATEVALUE", "TIMEVALUE", "FIXED", "DOLLAR", "NUMBERVALUE"})
"""Functions whose value depends on the language and region that Excel is set to."""

DATES = frozenset({"DATE", "DATEVALUE", "YEAR", "MONTH", "DAY", "WEEKDAY", "EDATE", "EOMONTH", "NETWORKDAYS", "WORKDAY",
                   "DATEDIF", "DAYS", "DAYS360", "YEARFRAC", "WEEKNUM", "ISOWEEKNUM"})
"""Functions that count days from the workbook's first day."""

TAKES_RANGES = AGGREGATES | frozenset({
    "COUNTBLANK", "SUMIF", "COUNTIF", "AVERAGEIF", "SUMIFS", "COUNTIFS", "AVERAGEIFS", "MAXIFS", "MINIFS", "SUMPRODUCT",
    "MATCH", "VLOOKUP", "HLOOKUP", "INDEX",
})
"""Functions in whose arguments a range stands for all its cells (but for those of ``TAKES_SCALAR``)."""

_MATH = ("ABS", "INT", "SQRT", "EXP", "LN", "LOG10", "LOG", "ROUND", "ROUNDUP", "ROUNDDOWN", "MOD", "POWER", "SIGN",
         "TRUNC", "CEILING", "FLOOR", "FACT", "SIN", "COS", "TAN", "RADIANS", "DEGREES", "EVEN", "ODD", "MROUND",
         "LEFT", "RIGHT", "MID", "LEN", "UPPER", "LOWER", "PROPER", "TRIM", "TEXT", "VALUE", "SUBSTITUTE", "FIND",
         "SEARCH", "REPT", "CHAR", "CODE", "EXACT", "CONCATENATE", "FIXED", "DATE", "YEAR", "MONTH", "DAY",
         "WEEKDAY", "HOUR", "MINUTE", "SECOND", "TIME", "DATEVALUE", "EDATE", "EOMONTH", "PMT", "PV", "FV",
         "NPER", "RATE", "ISNUMBER", "ISTEXT", "ISBLANK", "ISERROR", "ISNA", "ISERR", "NOT", "IF")
TAKES_SCALAR: dict[str, frozenset[int]] = {name: frozenset(range(8)) for name in _MATH} | {
    "VLOOKUP": frozenset({0, 2, 3}), "HLOOKUP": frozenset({0, 2, 3}), "MATCH": frozenset({0, 2}),
    "LOOKUP": frozenset({0}), "INDEX": frozenset({1, 2}), "SUMIF": frozenset({1}), "COUNTIF": frozenset({1}),
    "AVERAGEIF": frozenset({1}), "CHOOSE": frozenset({0}),
}
"""Function -> indexes of the arguments that want one value, where a range means implicit intersection."""

TAME = frozenset(_MATH) | AGGREGATES | frozenset(TAKES_SCALAR) | frozenset({
    "", "IFERROR", "IFNA", "AND", "OR", "TRUE", "FALSE", "SUMIFS", "COUNTIFS", "AVERAGEIFS", "SUMPRODUCT", "NA",
    "COUNTBLANK", "RANK", "XLOOKUP", "TEXTJOIN", "CONCAT", "IFS", "SWITCH", "MAXIFS", "MINIFS", "ROWS", "COLUMNS",
    "ROW", "COLUMN", "HYPERLINK", "T", "N", "PI",
})
"""Functions whose cost is known to be small; others run in a worker that can be killed."""
