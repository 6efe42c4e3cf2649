import { cannotConnect, type Endpoint, lostConnection } from '../../../domain/nouns/host.js';
import type { Line, Span } from '../../../domain/text/line.js';
import { bytesSize } from '../../../domain/text/units.js';
import { isFar } from '../../../state/round-trip.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { fitParts, type Part } from '../text/fit-parts.js';
import { span } from '../text/lines.js';
import { endpointName, hostName } from './endpoint-name.js';
import { loadParts } from './header-load.js';

/** The engine's name, the connection, and the load of its host. In a narrow window the details are dropped first. */
export function headerView(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	if (height < 1) {
		return [];
	}
	const parts: Part[] = [
		{ line: [span(' plimsoll', 'strong')] },
		{ line: engineName(state), cuts: true },
		...badges(state),
		...roundTrip(state, glyphs),
		...engineFacts(state, glyphs),
		...connectionParts(state, glyphs),
	];
	return [fitParts(parts, width, glyphs.ellipsis)];
}

function engineName({ endpoint }: State): Line {
	const name = endpointName(endpoint);
	return [span(` ${name}`, 'accent')];
}

function badges({ demo, readOnly }: State): Part[] {
	const badge = (text: string, role: Span['role']): Part => ({ line: [{ text: ` ${text} `, role, reverse: true }] });
	return [...(demo ? [badge('DEMO', 'warn')] : []), ...(readOnly ? [badge('READ-ONLY', 'accent')] : [])];
}

/** The time of a round trip over ssh, which explains why answers are late. */
function roundTrip(state: State, glyphs: Glyphs): Part[] {
	const { roundTripMs, connection } = state;
	if (roundTripMs === undefined || connection.status !== 'connected') {
		return [];
	}
	const text = span(`ssh ${Math.max(1, Math.round(roundTripMs))} ms`, isFar(state) ? 'warn' : 'dim');
	return [{ line: [span(`${glyphs.separator} `, 'dim'), text], priority: 4 }];
}

function engineFacts({ endpoint, host }: State, glyphs: Glyphs): Part[] {
	if (host === undefined) {
		return [];
	}
	const name = hostName(endpoint, host);
	const fact = (text: string, priority: number): Part => ({
		line: [span(`${glyphs.separator} `, 'dim'), span(text, 'dim')],
		priority,
	});
	return [
		...(name === undefined ? [] : [fact(name, 4)]),
		fact(`${host.product} ${host.version}`, 5),
		fact(`${host.cpus} CPU`, 6),
		fact(bytesSize(host.memory), 6),
	];
}

function connectionParts(state: State, glyphs: Glyphs): Part[] {
	const { connection } = state;
	switch (connection.status) {
		case 'connected':
			return loadParts(state, glyphs);
		case 'connecting':
			return [{ line: [span(`connecting${glyphs.ellipsis} `, 'warn')], side: 'right' }];
		case 'reconnecting':
			return [
				{
					line: [span(`${glyphs.failed} reconnecting, attempt ${connection.attempt} `, 'warn')],
					side: 'right',
				},
				{
					line: [span(`${reasonBeside(state.endpoint, connection.reason)} `, 'dim')],
					side: 'right',
					priority: 3,
					cuts: true,
				},
			];
		case 'lost':
			return [
				{
					line: [span(`${glyphs.failed} not connected${attempts(connection)} `, 'bad')],
					side: 'right',
				},
			];
	}
}

/** The number of attempts, while plimsoll reconnects automatically. */
const attempts = ({ attempt, retryAt }: { attempt: number; retryAt: number | undefined }): string =>
	retryAt === undefined ? '' : `, attempt ${attempt}`;

/** The reason without what the header says already: the address, and that the connection is lost. */
function reasonBeside(endpoint: Endpoint, reason: string): string {
	const prefix = [cannotConnect(endpoint), lostConnection].find(each => reason.startsWith(each)) ?? '';
	const words = reason.slice(prefix.length);
	// Only one line fits, and the last line of ssh has the cause.
	return words.trimEnd().split('\n').at(-1) ?? words;
}
