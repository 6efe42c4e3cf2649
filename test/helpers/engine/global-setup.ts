import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { busyboxImage, importBusybox } from './busybox-image.js';
import { startableEngine } from './chosen-engine.js';
import { findProgram, findStaticBusybox, installed } from './programs.js';
import type { ProvidedEngine, TestRegistry } from './provided.js';
import { startRegistry } from './registry.js';
import { readTraits } from './traits.js';

type Undo = () => Promise<void> | void;

/**
 * Provides the engine that all workers share: PLIMSOLL_TEST_HOST (with PLIMSOLL_TEST_REGISTRY=host:port,user,password) or,
 * on Linux as root, an engine and a registry of our own (PLIMSOLL_TEST_ENGINE chooses the engine, see chosen-engine.ts).
 * PLIMSOLL_TEST_HOST=none asks for none.
 */
export default async function setup(project: TestProject): Promise<Undo> {
	const undo: Undo[] = [];
	const teardown = async () => {
		for (const step of undo.splice(0).reverse()) {
			await step();
		}
	};
	try {
		project.provide('engine', await provide(undo));
	} catch (error) {
		await teardown();
		const reason = error instanceof Error ? error.message : String(error);
		const { PLIMSOLL_REQUIRE_ENGINE, PLIMSOLL_TEST_ENGINE, PLIMSOLL_TEST_HOST } = process.env;
		const wanted = PLIMSOLL_TEST_ENGINE && PLIMSOLL_TEST_HOST !== 'none';
		if (PLIMSOLL_REQUIRE_ENGINE === '1' || wanted) {
			throw new Error(`The tests need a Docker Engine: ${reason}`);
		}
		process.stdout.write(`Tests against a real Docker Engine are skipped: ${reason}.\n`);
		project.provide('engine', { skipped: reason });
	}
	return teardown;
}

async function provide(undo: Undo[]): Promise<ProvidedEngine> {
	const given = process.env.PLIMSOLL_TEST_HOST;
	if (given === 'none') {
		throw new Error('PLIMSOLL_TEST_HOST=none asks for none');
	}
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-test-'));
	undo.push(() => rmSync(folder, { recursive: true, force: true }));
	const busybox = findStaticBusybox();
	if (given) {
		const registry = await givenRegistry(folder, undo);
		await importBusybox(given, busybox);
		return {
			host: given,
			is: await readTraits(given),
			registry,
			busybox: busyboxImage,
			dockerCli: findProgram('docker'),
		};
	}
	const { start, dockerCli } = startableEngine();
	const registry = await ownRegistry(folder, undo);
	const daemon = await start(folder, registry.server);
	undo.push(() => daemon.stop());
	await importBusybox(daemon.host, busybox);
	return { host: daemon.host, is: await readTraits(daemon.host), registry, busybox: busyboxImage, dockerCli };
}
async function ownRegistry(folder: string, undo: Undo[]): Promise<TestRegistry> {
	const programs = { registry: installed('docker-registry'), htpasswd: installed('htpasswd') };
	const daemon = await startRegistry(programs, path.join(folder, 'registry'));
	undo.push(() => daemon.stop());
	return daemon.registry;
}

async function givenRegistry(folder: string, undo: Undo[]): Promise<TestRegistry | undefined> {
	const [server, username, password] = process.env.PLIMSOLL_TEST_REGISTRY?.split(',') ?? [];
	if (server && username && password) {
		return { server, username, password };
	}
	const canStart = findProgram('docker-registry') && findProgram('htpasswd');
	return canStart ? ownRegistry(folder, undo).catch(() => undefined) : undefined;
}
