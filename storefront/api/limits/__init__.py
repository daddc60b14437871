"""What one request may ask for. Every number stands here; document, cost and values enforce them."""

BODY = 256 * 1024  # bytes of a request without files
UPLOADS = 40 * 1024 * 1024  # bytes of a request with files
FILES = 10  # files of one request
BATCH = 1  # operations of one request

TOKENS = 6_000  # words and signs of a document
DEFINITIONS = 200  # operations and fragments
ALIASES = 100
DIRECTIVES = 200  # @include, @skip … of a document
DIRECTIVES_IN_ONE_PLACE = 5
VARIABLES = 200  # variables declared by one operation
DEPTH = 20  # fields inside fields; introspection has its own
INTROSPECTION_DEPTH = 40
FIELDS = 5_000  # fields of an operation, once its fragments are unfolded
REPEATS = 5_000  # pairs of fields that share an answer's key and must be compared
MUTATIONS = 4  # of one operation
COST = 50_000  # see cost.py

LIST = 1_000  # items of a list in the variables
STRING = 100_000  # characters of a string
NUMBER = 2**63 - 1  # the largest whole number
DIGITS = 40  # of a number written in a document
NESTING = 50  # lists and objects inside each other in the variables

ERRORS = 50  # errors told in one answer
ANSWER = 200_000  # fields of one answer; telling the whole schema takes half of that
