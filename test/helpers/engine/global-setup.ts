import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { busyboxImage, importBusybox } from './busybox-image.js';
import { startDockerd } from './dockerd.js';
import { findProgram, findStaticBusybox } from './programs.js';
import type { ProvidedEngine, TestRegistry } from './provided.js';
import { startRegistry } from './registry.js';

type Undo = () => Promise<void> | void;

/**
 * Provides the engine that all workers share: PLIMSOLL_TEST_HOST (with PLIMSOLL_TEST_REGISTRY=host:port,user,password) or,
 * on Linux as root, an engine and a registry of our own. PLIMSOLL_TEST_HOST=none asks for none.
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
		if (process.env.PLIMSOLL_REQUIRE_ENGINE === '1') {
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
	const registry = given ? await givenRegistry(folder, undo) : await ownRegistry(folder, undo);
	const host = given || (await ownEngine(busybox, folder, undo));
	await importBusybox(host, busybox);
	return { host, registry, busybox: busyboxImage, dockerCli: findProgram('docker') };
}

async function ownEngine(busybox: string | undefined, folder: string, undo: Undo[]): Promise<string> {
	if (process.platform !== 'linux') {
		throw new Error('an engine can be started on Linux only');
	}
	if (process.getuid?.() !== 0) {
		throw new Error('an engine can be started by root only');
	}
	if (busybox === undefined) {
		throw new Error('a static busybox is not installed');
	}
	const daemon = await startDockerd(installed('dockerd'), busybox, folder);
	undo.push(() => daemon.stop());
	return daemon.host;
}

async function ownRegistry(folder: string, undo: Undo[]): Promise<TestRegistry> {
	const programs = { registry: installed('docker-registry'), htpasswd: installed('htpasswd') };
	installed('dockerd');
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

function installed(name: string): string {
	const program = findProgram(name);
	if (program === undefined) {
		throw new Error(`${name} is not installed`);
	}
	return program;
}
