import { describe, expect, test } from 'vitest';
import { plainText } from '../../source/domain/text/lines.js';
import { contextLines } from '../../source/panes/tabs/context-lines.js';
import { loadFacts } from '../../source/panes/tabs/overview/container-use.js';
import { statsContent, statsText } from '../../source/panes/tabs/stats/stats-content.js';
import { container, detail, dockerContext, host, mebibyte, noLimits, now, reading } from '../helpers/state/builders.js';

const rootless = {
	...host,
	rootless: true,
	cgroupDriver: 'none',
	droppedLimits: ['memory', 'cpu', 'pids'],
	warnings: ['WARNING: Running in rootless-mode without cgroups.'],
} as const;
const local = dockerContext('local');
const textOf = (of: typeof host | undefined, url = local.url) =>
	contextLines(local, { url, origin: 'test' }, of, 100).map(plainText).join('\n');

describe('the Overview of the context in use', () => {
	test('shows the engine as docker info does', () => {
		const text = textOf({ ...host, containerdStore: true, storageDriver: 'overlayfs', liveRestore: true });
		expect(text).toMatch(/engine +Docker 28\.2\.2, API 1\.50/);
		expect(text).toMatch(/storage +overlayfs, images in containerd/);
		expect(text).toMatch(/cgroup +version 2, driver systemd/);
		expect(text).toMatch(/live restore +containers run on while the engine restarts/);
		expect(text).toMatch(/rootless +no/);
		expect(text).not.toContain('warnings');
	});

	test('shows the warnings of the engine, and the limits that it drops', () => {
		const text = textOf(rootless);
		expect(text).toMatch(/warnings +Running in rootless-mode without cgroups\./);
		expect(text).toMatch(/cgroup +none: the engine cannot measure a container/);
		expect(text).toMatch(/limits +the engine drops limits of memory, CPU, processes/);
		expect(text).toMatch(/rootless +yes/);
	});

	test('shows no engine for another context, or before the engine has answered', () => {
		expect(textOf(host, 'tcp://192.0.2.1:2375')).not.toContain('engine');
		expect(textOf(undefined)).not.toContain('engine');
	});
});

describe('a container on an engine without cgroups', () => {
	const limits = { ...noLimits, memory: 64 * mebibyte };

	test('has limits that are marked as not set', () => {
		const facts = loadFacts(container('a'), detail('a', { limits }), undefined, rootless);
		expect(facts).toContainEqual(['memory', 'limit 64MiB, which the engine does not set', 'warn']);
		expect(facts).toContainEqual(['cpu', 'no limit']);
	});

	test('has no charts, but the reason', () => {
		const history = { readings: [reading()], rates: undefined };
		const content = statsContent(container('a'), history, detail('a', { limits }), rootless, now, 80);
		expect(content.loads).toEqual([]);
		expect(statsText(content).map(plainText).join('\n')).toContain('not measured: the engine runs without cgroups');
	});
});
