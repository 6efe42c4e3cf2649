import { randomBytes } from 'node:crypto';
import { requestJson } from './http.js';
import type { TestEngine } from './provided.js';
import { nextSubnet } from './subnets.js';

type Config = Readonly<Record<string, unknown>>;

export type Scene = ReturnType<typeof createScene>;

/**
 * The objects of one test file on a real engine: named after it so that a filter finds only them, and created by plain
 * requests, because the tested code must not set up its own test. `clear` removes them all.
 */
export function createScene(engine: TestEngine, part: string) {
	const { host } = engine;
	/** Short unique suffix of every name. */
	const mark = `x${randomBytes(2).toString('hex')}`;
	const labels = { 'plimsoll-test': part };
	const undo: string[] = [];
	const nameOf = (word: string) => `${word}-${mark}`;

	async function create(word: string, command: readonly string[], config: Config = {}, hostConfig: Config = {}) {
		const body = {
			Image: engine.busybox,
			Cmd: command,
			StopTimeout: 1,
			...config,
			Labels: { ...labels, ...(config.Labels as object | undefined) },
			HostConfig: { NetworkMode: 'none', ...hostConfig },
		};
		const answer = await requestJson(host, 'POST', `/containers/create?name=${nameOf(word)}`, body);
		const id = (answer as { Id: string }).Id;
		undo.push(`/containers/${id}?force=1&v=1`);
		return id;
	}

	return {
		host,
		mark,
		nameOf,
		create,
		/** Makes and starts a container; resolves to its id. */
		async run(word: string, command: readonly string[], config: Config = {}, hostConfig: Config = {}): Promise<string> {
			const id = await create(word, command, config, hostConfig);
			await requestJson(host, 'POST', `/containers/${id}/start`);
			return id;
		},
		/** A container that only waits, and ends at once on a signal. */
		idle(word: string, config: Config = {}, hostConfig: Config = {}): Promise<string> {
			return this.run(
				word,
				['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait $!; done'],
				config,
				hostConfig,
			);
		},
		async volume(word: string): Promise<string> {
			await requestJson(host, 'POST', '/volumes/create', { Name: nameOf(word), Labels: labels });
			undo.push(`/volumes/${nameOf(word)}?force=1`);
			return nameOf(word);
		},
		async network(word: string): Promise<string> {
			// The network takes its subnet from a separate range, so that addresses of other networks do not run out.
			const IPAM = { Config: [{ Subnet: nextSubnet(214) }] };
			const body = { Name: nameOf(word), Driver: 'bridge', Internal: true, Labels: labels, IPAM };
			await requestJson(host, 'POST', '/networks/create', body);
			undo.push(`/networks/${nameOf(word)}`);
			return nameOf(word);
		},
		/** An answer of the engine itself. */
		get: (path: string): Promise<unknown> => requestJson(host, 'GET', path),
		post: (path: string, body?: unknown): Promise<unknown> => requestJson(host, 'POST', path, body),
		delete: (path: string): Promise<unknown> => requestJson(host, 'DELETE', path),
		/** Removes everything that this scene created, in any state. */
		async clear(): Promise<void> {
			const paths = undo.splice(0).reverse();
			const gone = () => undefined; // The test may have removed it already.
			await Promise.all(
				paths
					.filter(path => path.startsWith('/containers/'))
					.map(path => requestJson(host, 'DELETE', path).catch(gone)),
			);
			for (const path of paths.filter(path => !path.startsWith('/containers/'))) {
				await requestJson(host, 'DELETE', path).catch(gone);
			}
		},
	};
}
