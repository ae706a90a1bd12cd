/* Reading one parameter out of a Bot API request, in whichever form a library sends it. */
#ifndef FIELDS_H
#define FIELDS_H

#include "net.h"

/* The value of a parameter, appended to `to`: a text as the inside of a JSON string, anything else as JSON.
   False when it is not there. JSON bodies and urlencoded forms are understood. */
bool text_field(const message *request, const char *name, buffer *to);
bool raw_field(const message *request, const char *name, buffer *to);

/* The raw value of a member of a JSON object, strings with their quotes; its size is 0 when it is not there. */
slice json_member(slice object, const char *name);

#endif
