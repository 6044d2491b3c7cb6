'use strict';

const Hooks = module.exports;

const listeners = {};

const kinds = {
  filter: runFilters,
  action: runActions,
};

Hooks.on = function (name, listener) {
  listeners[name] = [...(listeners[name] || []), listener];
};

// What goes in comes out, unless a plugin changes it.
Hooks.run = async function (name, value) {
  const [kind] = name.split(':');
  const result = await kinds[kind](listeners[name], value);
  return result;
};

async function runFilters(list, value) {
  if (!list) {
    return value;
  }
  for (const listener of list) {
    value = await listener(value);
  }
  return value;
}

async function runActions(list, value) {
  await Promise.all((list || []).map(listener => listener(value)));
}
