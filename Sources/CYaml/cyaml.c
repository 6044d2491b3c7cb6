#include "include/cyaml.h"
