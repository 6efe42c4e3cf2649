import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BenchEngine } from './engine.js';
import { logHistory } from './measure/log-history.js';
import { type LogStorm, logStorm } from './measure/log-storm.js';
import { launch, type Subject } from './subject.js';
import type { Results } from './table.js';

export type LogSizes = { readonly stormSeconds: number; readonly historyLines: number };

/** Rows of a program that shows a container's log; `docker logs -f <name>` is started anew for each. */
export async function logRows(
	subjectOf: (container: string) => Subject,
	engine: BenchEngine,
	sizes: LogSizes,
	results: Results,
): Promise<void> {
	const pipe = engine.pipe(`pipe-${subjectOf('').name}`);
	for (const [label, linesPerSecond, isJson] of [
		['log storm 10000/s', 10_000, false],
		['log storm of JSON 10000/s', 10_000, true],
		['log 100/s', 100, false],
	] as const) {
		const container = `storm-${isJson ? 'json' : linesPerSecond}`;
		const subject = subjectOf(container);
		await engine.run(container, `exec cat /feed/${path.basename(pipe)}`);
		const terminal = launch(subject, engine.host);
		if (subject.logKeys) {
			await terminal.until(container);
		}
		await terminal.press(...(subject.logKeys?.(container) ?? []));
		await delay(3000);
		const storm = await logStorm(terminal, {
			pipes: [pipe],
			isJson,
			linesPerSecond,
			seconds: sizes.stormSeconds,
			enginePid: engine.pid,
			// In a slow log the key's redraw of the whole log would be most of the cost.
			key: linesPerSecond > 1000 ? subject.keyInLog : undefined,
		});
		stormRows(label, subject, storm, results);
		results.set(`${label}: lines kept at the end`, subject.name, linesKnown(terminal.screen(), storm.lines));
		await terminal.close();
		await engine.remove(container);
	}
	await history(
		subjectOf,
		engine,
		`seq 1 ${sizes.historyLines}`,
		`${sizes.historyLines / 1e6} M lines of history`,
		results,
	);
	const longLine = 'head -c 1000000 /dev/zero | tr "\\0" x; echo';
	await history(subjectOf, engine, `for i in 1 2 3 4 5 6 7 8 9 10; do ${longLine}; done`, '10 lines of 1 MB', results);
}

/** The rows of a program beside a storm. */
export function stormRows(label: string, { name }: Subject, storm: LogStorm, results: Results): void {
	const row = (what: string, value: number | string | undefined) => results.set(`${label}: ${what}`, name, value);
	row('lag p50 · p95 (ms)', `${storm.lag.p50.toFixed(0)} · ${storm.lag.p95.toFixed(0)}`);
	row('CPU (%)', storm.cpu);
	row("the engine's CPU (%)", storm.engineCpu);
	row('bytes/s', storm.bytesPerSecond);
	row('memory (MB)', storm.memory);
	row('key (ms)', storm.key);
}

async function history(
	subjectOf: (container: string) => Subject,
	engine: BenchEngine,
	script: string,
	label: string,
	results: Results,
): Promise<void> {
	const container = 'history';
	const subject = subjectOf(container);
	await engine.run(container, `${script}; echo the-end; exec sleep 1000000`);
	// With the last line the engine has written all lines.
	await logHistory(
		{ ...subject, name: '', command: 'docker', args: ['logs', '-f', '--tail', '5', container], logKeys: undefined },
		engine.host,
		{
			container,
			last: 'the-end',
			started: '',
			extra: [],
		},
	);
	const result = await logHistory(subject, engine.host, {
		container,
		last: 'the-end',
		started: subject.logKeys ? container : '',
		extra: [],
	});
	results.set(`${label}: on screen after (ms)`, subject.name, result.opened);
	results.set(`${label}: CPU (s)`, subject.name, result.cpu);
	results.set(`${label}: memory (MB)`, subject.name, result.memory);
	await engine.remove(container);
}

/** Returns the numbers of kept and dropped lines in the dashboard's status line; undefined without such a line. */
function linesKnown(screen: readonly string[], written: number): string | undefined {
	const text = screen.join('\n');
	const kept = /(\d+) lines/.exec(text)?.[1];
	if (kept === undefined) {
		return undefined;
	}
	const dropped = Number(/(\d+) older dropped/.exec(text)?.[1] ?? 0);
	return `${Number(kept) + dropped} of ${written}`;
}
