import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { busyboxImage, importBusybox } from '../../helpers/engine/busybox-image.js';
import { type StartableEngine, startableEngine } from '../../helpers/engine/chosen-engine.js';
import type { OwnEngine } from '../../helpers/engine/dockerd.js';
import { findStaticBusybox } from '../../helpers/engine/programs.js';
import type { TestEngine } from '../../helpers/engine/provided.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { readTraits } from '../../helpers/engine/traits.js';

const startable = findStartable();

function findStartable(): StartableEngine | undefined {
	try {
		return startableEngine();
	} catch (error) {
		if (process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
			throw error;
		}
		return undefined;
	}
}

/** True where a test cannot start and end an engine of its own. */
export const skipOwnEngine = engineOrSkip().skip || startable === undefined;

/** Starts an engine that the test may kill; `test` is its form for `createScene`. */
export async function startOwnEngine(): Promise<{ engine: OwnEngine; test: TestEngine; stop(): Promise<void> }> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-own-'));
	const engine = await startable!.start(folder);
	await importBusybox(engine.host, findStaticBusybox());
	return {
		engine,
		test: {
			host: engine.host,
			is: await readTraits(engine.host),
			registry: undefined,
			busybox: busyboxImage,
			dockerCli: undefined,
		},
		async stop() {
			await engine.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
