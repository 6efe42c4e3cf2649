import { setTimeout as delay } from 'node:timers/promises';
import { type BenchEngine, composeLabels } from './engine.js';
import { type LogSizes, stormRows } from './log-rows.js';
import { logStorm } from './measure/log-storm.js';
import { launch, type Subject } from './subject.js';
import type { Results } from './table.js';

/** The compose project of the containers, for `docker compose -p … logs`. */
export const mergedProject = 'merged';
const sources = 20;
const linesPerSecond = 500;

/** Rows of programs that show the merged log of 20 containers, each of which writes 500 JSON lines a second. */
export async function mergedRows(
	subjects: readonly Subject[],
	engine: BenchEngine,
	sizes: LogSizes,
	results: Results,
): Promise<void> {
	const names = Array.from({ length: sources }, (_, index) => `merged-${index + 10}`);
	const pipes = names.map(engine.pipe);
	for (const subject of subjects) {
		// A container ends with its pipe's writer, so each program gets new ones.
		await inParallel(names, name => {
			const labels = composeLabels(mergedProject, name);
			return engine.run(name, `exec cat /feed/${name}`, { labels });
		});
		const terminal = launch(subject, engine.host);
		if (subject.keyInLog !== undefined) {
			await terminal.until(`${sources} sources`);
		}
		await delay(3000);
		const storm = await logStorm(terminal, {
			pipes,
			isJson: true,
			linesPerSecond: sources * linesPerSecond,
			seconds: sizes.stormSeconds,
			enginePid: engine.pid,
			key: subject.keyInLog,
		});
		stormRows(`${sources} logs merged, ${linesPerSecond} JSON lines/s each`, subject, storm, results);
		await terminal.close();
		await inParallel(names, engine.remove);
	}
}

async function inParallel(names: readonly string[], work: (name: string) => Promise<void>): Promise<void> {
	const left = [...names];
	const worker = async () => {
		for (let name = left.shift(); name !== undefined; name = left.shift()) {
			await work(name);
		}
	};
	await Promise.all(Array.from({ length: 4 }, worker));
}
