// Context
