import type { Action } from '../../actions/action.js';
import { labelOf } from '../../actions/keymap.js';
import { connectOffers } from '../../actions/table/connect-screen.js';
import type { Attempt } from '../../domain/nouns/host.js';
import { keyTitle } from '../../domain/text/key-title.js';
import type { Line } from '../../domain/text/line.js';
import { wrapText } from '../../domain/text/wrap-text.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';
import { fitLine, lineWidth, span } from './text/lines.js';

/** In cells. Longer lines are hard to read. */
const maxTextWidth = 96;

/**
 * The screen until an engine answers: the endpoints that plimsoll tried, the reason and the usual cure of each failure, and
 * the keys of `actions` that help.
 */
export function connectView(
	state: State,
	width: number,
	height: number,
	glyphs: Glyphs,
	actions: readonly Action[],
): readonly Line[] {
	const textWidth = Math.max(8, Math.min(maxTextWidth, width - 4));
	const lines = [...head(state, glyphs, actions), ...attempts(state, textWidth, glyphs)];
	const text = fitted(lines, offers(state, actions), textWidth, height);
	const above = Math.min(3, Math.max(0, Math.floor((height - text.length) / 3)));
	const left = Math.max(0, Math.floor((width - textWidth) / 2));
	const blank: Line = [];
	return Array.from({ length: Math.max(0, height) }, (_, row) => {
		const line = text[row - above] ?? blank;
		return fitLine(line === blank ? [] : [span(' '.repeat(left)), ...line], width, glyphs.ellipsis);
	});
}

/** Drops blank lines if the text is higher than the screen, then cuts the attempts, so that the keys stay visible. */
function fitted(lines: readonly Line[], offered: readonly Line[], width: number, height: number): readonly Line[] {
	if (lines.length + 1 + offered.length <= height) {
		return [...lines, [], ...offered];
	}
	const tight = lines.filter(line => line.length > 0);
	const beside = sideBySide(offered, width);
	return [...tight.slice(0, Math.max(0, height - beside.length)), ...beside].slice(0, Math.max(0, height));
}

/** Puts short lines beside each other, in as few rows as possible. */
function sideBySide(lines: readonly Line[], width: number): Line[] {
	const rows: Line[] = [];
	for (const line of lines) {
		const row = rows.at(-1);
		const longer: Line = row ? [...row, span('   '), ...line] : line;
		if (row && lineWidth(longer) <= width) {
			rows[rows.length - 1] = longer;
		} else {
			rows.push(line);
		}
	}
	return rows;
}

function head({ connection, monotonicNow }: State, glyphs: Glyphs, actions: readonly Action[]): Line[] {
	if (connection.status === 'connected') {
		return [];
	}
	if (connection.status === 'connecting') {
		return [[span(`Looking for a Docker Engine${glyphs.ellipsis}`, 'strong')]];
	}
	const { retryAt } = connection;
	const waitMs = (retryAt ?? monotonicNow) - monotonicNow;
	const next = waitMs > 0 ? `retry in ${Math.ceil(waitMs / 1000)}s` : 'retrying';
	if (retryAt === undefined) {
		const key = actions.find(({ id }) => id === 'connect.retry')?.keys[0];
		const how = key === undefined ? '' : `  ${glyphs.separator} press ${keyTitle(key)} to try again`;
		return [[span(`${glyphs.failed} Not connected`, 'bad'), span(how, 'dim')]];
	}
	return [
		[
			span(`${glyphs.failed} No Docker Engine answers`, 'bad'),
			span(`  ${glyphs.separator} attempt ${connection.attempt}, ${next}`, 'dim'),
		],
	];
}

function attempts({ connection }: State, width: number, glyphs: Glyphs): Line[] {
	if (connection.status === 'connected') {
		return [];
	}
	const tried = connection.status === 'reconnecting' ? [] : connection.attempts;
	const reason = connection.status === 'reconnecting' ? paragraph(connection.reason, width, '  ') : [];
	return [...reason, ...groupByReason(tried).flatMap(group => [[], ...oneGroup(group, width, glyphs)])];
}

/** Groups neighbouring attempts that failed for the same reason: a dozen missing sockets need that reason only once. */
function groupByReason(tried: readonly Attempt[]): Attempt[][] {
	const groups: Attempt[][] = [];
	for (const attempt of tried) {
		const last = groups.at(-1);
		if (last?.[0]?.reason === attempt.reason && last[0].cure === attempt.cure) {
			last.push(attempt);
		} else {
			groups.push([attempt]);
		}
	}
	return groups;
}

function oneGroup(group: readonly Attempt[], width: number, glyphs: Glyphs): Line[] {
	const { reason = '', cure } = group[0] ?? {};
	return [
		...group.map(({ endpoint }): Line => {
			const context = endpoint.context === undefined ? '' : `, context ${endpoint.context}`;
			return [
				span(`${glyphs.bullets.stopped} `, 'dim'),
				span(endpoint.url, 'strong'),
				span(`  ${endpoint.origin}${context}`, 'dim'),
			];
		}),
		...paragraph(reason, width, '  '),
		...(cure === undefined ? [] : paragraph(cure, width, `  ${glyphs.right} `, 'accent')),
	];
}

/** Wraps a text; `before` stands in front of the first line and indents the others. */
function paragraph(text: string, width: number, before: string, role?: 'accent'): Line[] {
	return wrapText(text, Math.max(8, width - before.length)).map((part, index) => [
		span(index === 0 ? before : ' '.repeat(before.length), 'dim'),
		span(part, role),
	]);
}

function offers(state: State, actions: readonly Action[]): Line[] {
	return connectOffers(actions, state).flatMap(action => {
		const [key] = action.keys;
		const label = labelOf(action, state).replace('…', '').toLowerCase();
		return key === undefined ? [] : [[span(keyTitle(key), 'key'), span(`  ${label}`)]];
	});
}
