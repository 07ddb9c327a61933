# cmake -DINPUT=FILE -DOUTPUT=FILE -P embed.cmake: a text as a C++ raw string literal.
file(READ "${INPUT}" text)
file(WRITE "${OUTPUT}" "R\"newsloom(${text})newsloom\"\n")
