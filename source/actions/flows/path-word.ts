import type { Files } from '../files.js';

/** A path for a command line, with `~` expanded: the shell does not expand it in a quoted word. */
export const pathWord = (files: Files, text: string): string => (/^~(\/|$)/.test(text) ? files.resolve(text) : text);
