import { withoutColours } from '../../text/lines.js';
import { parseJsonLine } from './json-line.js';
import { isJson } from './json-members.js';
import type { LogRecord } from './log-record.js';
import { parseLogfmt } from './logfmt-line.js';
import { parseTextLine } from './text-line.js';
import { accessShape, isMaybeAccess } from './text-shapes.js';

/**
 * Takes a log line apart: a JSON object, logfmt, or a known shape of plain text. Undefined for any other line, which is shown
 * as it is. The decision depends on the whole line alone.
 */
export function parseLogLine(raw: string): LogRecord | undefined {
	const text = withoutColours(raw).trimEnd();
	return text.startsWith('{') ? parseJsonLine(text) : (parseLogfmt(text) ?? parseTextLine(text));
}

/** Returns true for a line that `parseLogLine` takes apart, in less time where the line is JSON or an access log. */
export function isStructured(raw: string): boolean {
	const text = withoutColours(raw).trimEnd();
	return text.startsWith('{')
		? isJson(text) && !emptyObject.test(text)
		: (isMaybeAccess(text) && accessShape.test(text)) || parseLogLine(text) !== undefined;
}

const emptyObject = /^\{\s*\}$/;
