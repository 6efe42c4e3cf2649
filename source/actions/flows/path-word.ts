import type { Files } from '../action.js';

/** A path as a command line must have it: quoted words keep their `~`, so that it is written out. */
export const pathWord = (files: Files, text: string): string => (/^~(\/|$)/.test(text) ? files.resolve(text) : text);
