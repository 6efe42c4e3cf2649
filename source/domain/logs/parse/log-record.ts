import type { Level } from '../level.js';

/** A field of a structured line. `value` is as it stands in the line, with its quotes where it has any. */
export type LogField = { readonly key: string; readonly value: string };

/** A structured line, taken apart. Everything that the line says is in one of the parts. */
export type LogRecord = {
	/** As the line has it; undefined if it has none. */
	readonly time?: string;
	readonly level?: Level;
	readonly message: string;
	/** All the rest, in the order of the line. */
	readonly fields: readonly LogField[];
	/** Fields that are shown as words of the message: the status of an access log. */
	readonly inMessage?: readonly LogField[];
};
