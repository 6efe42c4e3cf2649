import { describe, expect, test } from 'vitest';
import { type SnapshotOptions, snapshot } from '../../source/cli/snapshot.js';
import type { Host } from '../../source/domain/nouns/host.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import type { Connector } from '../../source/runtime/connection/connector.js';
import { composeLabels, ofBuiltImage, replica, swarmTask } from '../helpers/state/compose.js';

const options: SnapshotOptions = { json: false, all: false, stats: true, filters: {}, project: undefined };

/** A demo engine at `url` that counts the samples that are taken at the same time. */
function countingEngine(url: string, host: Partial<Host> = {}) {
	const demo = createDemoEngine({ containers: 40 });
	const count = { running: 0, most: 0, total: 0 };
	const engine: Engine = {
		...demo,
		endpoint: { ...demo.endpoint, url },
		system: { ...demo.system, host: async call => ({ ...(await demo.system.host(call)), ...host }) },
		containers: {
			...demo.containers,
			async statsOnce(id, call) {
				count.running++;
				count.total++;
				count.most = Math.max(count.most, count.running);
				await new Promise(resolve => setImmediate(resolve));
				count.running--;
				return demo.containers.statsOnce(id, call);
			},
		},
		close: demo.close,
	};
	const connector: Connector = {
		open: async () => ({ engine, attempts: [], readOnly: false }),
		contexts: async () => [],
	};
	return { connector, count };
}

/** Text that was written, and whether its reader is a terminal. */
const createOut = (isTTY = false) => {
	const written: string[] = [];
	return { isTTY, write: (text: string) => void written.push(text), text: () => written.join('') };
};

describe('a snapshot', () => {
	test('samples all running containers at the same time', async () => {
		const { connector, count } = countingEngine('unix:///var/run/docker.sock');
		const out = createOut();
		expect(await snapshot(connector, 'default', options, out, createOut())).toBe(0);
		expect(count.total).toBeGreaterThan(20);
		expect(count.most).toBe(count.total);
		expect(out.text().match(/\d% .* \/ /g)).toHaveLength(count.total);
	});

	test('takes no samples from an engine without cgroups, which would measure the whole machine', async () => {
		const { connector, count } = countingEngine('unix:///var/run/docker.sock', { cgroupDriver: 'none' });
		const out = createOut();
		expect(await snapshot(connector, 'default', options, out, createOut())).toBe(0);
		expect(count.total).toBe(0);
		expect(out.text()).toContain(' -- ');
	});

	test('takes at most sixteen samples at the same time over SSH', async () => {
		const { connector, count } = countingEngine('ssh://host');
		await snapshot(connector, 'default', options, createOut(), createOut());
		expect(count.most).toBe(16);
	});

	test('has only the containers of a project with --project, and names project and service in JSON', async () => {
		const out = createOut();
		const asked = { ...options, stats: false, json: true, project: 'shop', filters: { status: ['running'] } };
		const engine = createDemoEngine();
		const connector: Connector = {
			open: async () => ({ engine, attempts: [], readOnly: false }),
			contexts: async () => [],
		};
		await snapshot(connector, 'default', asked, out, createOut());
		const rows = out
			.text()
			.trim()
			.split('\n')
			.map(line => JSON.parse(line) as { name: string; project: string; service: string; state: string });
		expect(rows.length).toBeGreaterThan(2);
		expect(new Set(rows.map(({ project, state }) => `${project} ${state}`))).toEqual(new Set(['shop running']));
		expect(rows.map(({ service }) => service)).toContain('db');
		const all = createOut();
		const other: Connector = {
			...connector,
			open: async () => ({ engine: createDemoEngine(), attempts: [], readOnly: false }),
		};
		await snapshot(other, 'default', { ...asked, project: undefined, filters: {} }, all, createOut());
		expect(all.text()).toContain('"project":null,"service":null');
	});

	test('leaves out tasks of Swarm that have the labels of the project', async () => {
		const demo = createDemoEngine();
		const all = [replica('web'), swarmTask('web', composeLabels('web')), ofBuiltImage('try', 'web')];
		const connector: Connector = {
			open: async () => ({
				engine: { ...demo, containers: { ...demo.containers, list: async () => all } },
				attempts: [],
				readOnly: false,
			}),
			contexts: async () => [],
		};
		const out = createOut();
		await snapshot(connector, 'default', { ...options, stats: false, project: 'shop' }, out, createOut());
		const names = out.text().match(/^\w{12} +\S+/gm) ?? [];
		expect(names.map(line => line.split(/ +/)[1])).toEqual(['shop-web-1', 'try']);
	});

	test('takes no samples with --no-stats and leaves the columns out', async () => {
		const { connector, count } = countingEngine('unix:///var/run/docker.sock');
		const [table, json] = [createOut(), createOut()];
		await snapshot(connector, 'default', { ...options, stats: false }, table, createOut());
		await snapshot(connector, 'default', { ...options, stats: false, json: true }, json, createOut());
		expect(count.total).toBe(0);
		expect(table.text().split('\n')[0]).toMatch(/^CONTAINER ID +NAME +IMAGE +STATUS +PORTS$/);
		expect(JSON.parse(json.text().split('\n')[0]!)).toMatchObject({ stats: null });
	});

	test('shows on a terminal that it measures, and removes the line afterwards', async () => {
		const { connector, count } = countingEngine('unix:///var/run/docker.sock');
		const [terminal, pipe] = [createOut(true), createOut()];
		await snapshot(connector, 'default', options, createOut(), terminal);
		const measured = count.total;
		await snapshot(connector, 'default', options, createOut(), pipe);
		expect(terminal.text()).toBe(`Measuring ${measured} containers for two seconds; --no-stats lists at once\r\x1b[K`);
		expect(pipe.text()).toBe('');
	});
});
