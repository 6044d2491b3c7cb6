'use strict';
// A small Express application.
const express = require('express');
const { Pool, types: { builtins = {} }, ...rest } = require('pg');
import fs, { readFile as read, writeFile } from "node:fs";
import * as path from 'path';
import './side-effect.js';
export { read as default, path };
export * from './all.js';
export * as tools from './tools.js';

const app = express(), port = process.env.PORT || 3000;
let counter = 0;
var [first, , third = 3, ...others] = [1, 2];

app.use(express.json({ limit: '1mb' }));
app.get('/users/:id', authenticate, async (req, res, next) => {
  try {
    const { rows } = await pool.query(`SELECT * FROM users WHERE id = ${req.params.id}`, [req.params.id]);
    if (!rows.length) return res.status(404).end();
    else if (rows.length === 1 && rows[0]?.active !== false) {
      counter++;
    } else {
      counter += rows.length;
    }
    res.json({ ...rows[0], count: counter, 'x-y': 1, [port]: 2, port, render() { return 1; }, get z() { return 2; } });
  } catch {
    next(new Error('failed'));
  } finally {
    --counter;
  }
});

outer: for (const user of users) {
  for (let i = 0, n = user.length; i < n; i++) {
    if (i in user) continue outer;
    break;
  }
}
for (const key in object) delete object[key];
do { work(); } while (busy());
while (true) await step?.(x => x * 2);

switch (kind) {
  case 'a':
  case 'b':
    run();
    break;
  default: {
    stop();
  }
}

class Base extends (EventEmitter) {
  static #secret = 1;
  handler = async () => this.#secret;
  constructor(a, { b, c = 2 } = {}, ...more) {
    super(a);
    this.b ??= b;
  }
  static async *stream() { yield* other(); yield 1; }
  get value() { return this.#secret; }
  set value(v) { this.x = this.y = v; }
  static { init(); }
}

export default function () {}
export const handler = function named(event) { return typeof event === 'object' ? void 0 : (log(1), -1); };
module.exports = { app, Base };
const lazy = await import('./lazy.js');
const re = /ab+c/gi, big = 10n, tag = sql`select ${1}`, plain = `none`;
throw new TypeError(`a${b}c\n`);
