import fs from "node:fs";
import def, { a as b, type C, default as d, "str-name" as e } from './mod';
import * as ns from "../ns";
import "side";
import type { T } from "types";
import old = require('old-style');
import Alias = ns.Inner.Thing;
import data from './data.json' with { type: 'json' };
const lazy = () => import('./lazy');
const { join } = require('path');

export { b, d as default, e as "quoted" };
export { x as y } from './x';
export type { T2 } from './t2';
export type * from './t3';
export { default } from './conf.json' with { type: 'json' };
export * from './all';
export * as all from './all';
export const one = 1, two = 2;
export let three: number;
export function plain() {}
export async function* stream(): AsyncGenerator<number> {}
export class Widget {}
export abstract class Base {}
export interface Shape { area: number }
export type Id = string;
export enum Color { Red, Green = 'g', "dash-ed" }
export namespace Geometry { export const pi = 3; namespace Deep.er { run() } }
export default function named() {}
export default class {}
export default async () => 1;
export default { a: 1 };
export = one;
export as namespace Global;
export import Sub = ns.Sub;
export declare const ambient: number;
declare module 'untyped';
declare global { interface Window { x: number } }
declare interface Local { y: string }
declare function overload(): void;
