import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { busyboxImage, importBusybox } from '../../helpers/engine/busybox-image.js';
import { type OwnEngine, startDockerd } from '../../helpers/engine/dockerd.js';
import { findProgram, findStaticBusybox } from '../../helpers/engine/programs.js';
import type { TestEngine } from '../../helpers/engine/provided.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';

const dockerd = findProgram('dockerd');
const busybox = findStaticBusybox();
const reason =
	process.platform !== 'linux' || process.getuid?.() !== 0
		? 'an engine can be started on Linux by root only'
		: dockerd === undefined || busybox === undefined
			? 'dockerd and a static busybox are needed'
			: undefined;
if (reason && process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
	throw new Error(`An engine test would be skipped: ${reason}`);
}

/** True where a test cannot start and end an engine of its own. */
export const skipOwnEngine = engineOrSkip().skip || reason !== undefined;

/** Starts an engine that the test may kill; `test` is its form for `createScene`. */
export async function startOwnEngine(): Promise<{ engine: OwnEngine; test: TestEngine; stop(): Promise<void> }> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-own-'));
	const engine = await startDockerd(dockerd!, busybox!, folder);
	await importBusybox(engine.host, busybox);
	return {
		engine,
		test: { host: engine.host, registry: undefined, busybox: busyboxImage, dockerCli: undefined },
		async stop() {
			await engine.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
