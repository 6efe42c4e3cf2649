import { age, shortTimes } from '../domain/text/units.js';
import type { Cell } from './pane.js';

/** The CREATED column of docker's tables, in short where it is narrow. Unix milliseconds. */
export function ageCell(at: number, now: number): Cell {
	const text = age(at, now);
	return { text, short: shortTimes(text), role: 'dim' };
}
