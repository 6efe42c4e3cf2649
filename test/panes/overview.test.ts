import { describe, expect, test } from 'vitest';
import type { Container, ContainerDetail } from '../../source/domain/nouns/container.js';
import type { ImageDetail } from '../../source/domain/nouns/image.js';
import { cellWidth } from '../../source/domain/text/cell-width.js';
import { plainText } from '../../source/domain/text/lines.js';
import { changeLines } from '../../source/panes/tabs/change-lines.js';
import { containerOverview, type OverviewParts } from '../../source/panes/tabs/overview/container-overview.js';
import { imageOverview } from '../../source/panes/tabs/overview/image-overview.js';
import {
	container,
	detail,
	exited,
	host,
	hour,
	image,
	imageDetail,
	mebibyte,
	noLimits,
	now,
	reading,
} from '../helpers/state/builders.js';

const parts = (change: Partial<OverviewParts> = {}): OverviewParts => ({
	detail: detail('web'),
	failure: undefined,
	reading: undefined,
	log: undefined,
	runLine: undefined,
	endpoint: { url: 'unix:///var/run/docker.sock', origin: 'test' },
	host,
	mask: '••••••',
	...change,
});
/** The text of the Overview; `width` cells wide. */
const shown = (item: Container, change: Partial<OverviewParts> = {}, width = 100): string =>
	containerOverview(item, parts(change), now, width).map(plainText).join('\n');
const of = (item: Container, change: Partial<ContainerDetail>, width?: number) =>
	shown(item, { detail: detail('web', change) }, width);

const error =
	'driver failed programming external connectivity on endpoint web (1f2e): Bind for 0.0.0.0:8080 failed: port is already allocated';

describe('the Overview of a container', () => {
	test.each([
		['created', container('a', { state: 'created' }), {}, 'Created 3 hours ago, never started'],
		['with a failed first start', container('a', { state: 'created' }), { error, exitCode: 128 }, 'The start failed'],
		['running', container('a'), {}, 'Running for 3 hours'],
		['paused', container('a', { state: 'paused' }), {}, 'Paused. Started 3 hours ago'],
		[
			'restarting',
			container('a', { state: 'restarting' }),
			{ finishedAt: now - 5000, exitCode: 1 },
			'Restarting. The last run ended 5 seconds ago',
		],
		['exited', exited('a', 3), {}, 'Exited 2 hours ago after about an hour'],
		['with a failed later start', exited('a', 3), { error }, 'The start failed. The run before ended 2 hours ago'],
		['removing', container('a', { state: 'removing' }), {}, 'Being removed'],
		['dead', container('a', { state: 'dead' }), {}, 'Dead: the engine failed to remove it'],
	])('names the state of a container: %s', (_, item, change, text) => {
		expect(of(item, change)).toMatch(new RegExp(`^ state +${text.replace(/[.()]/g, '\\$&')}`));
	});

	test('names the cause of an end, and shows the whole error of a start', () => {
		const oom = of(exited('a', 137), { oomKilled: true, limits: { ...noLimits, memory: 300 * mebibyte } });
		expect(oom).toContain('code 137: killed (SIGKILL)');
		expect(oom).toContain('out of memory: it needed more than its limit of 300MiB');
		expect(of(container('a'), { oomKilled: true })).toContain('the kernel ended a process in it: out of memory');
		const failed = of(container('a', { state: 'created' }), { error, exitCode: 128 }, 40);
		expect(failed.replace(/\s+/g, ' ')).toContain(error);
		expect(failed).toContain('code 128');
		expect(of(container('a'), { exitCode: 0 })).not.toContain('exit');
	});

	test('shows the last log lines of a container that has ended, or the reason why there are none', () => {
		const line = { stream: 'stderr' as const, time: '', text: 'panic: no disk' };
		expect(shown(exited('a', 1), { log: { lines: [line], reason: '' } })).toMatch(/Last log lines\n +panic: no disk/);
		const reason = 'the log cannot be read: configured logging driver does not support reading';
		expect(shown(exited('a', 1), { log: { lines: [], reason } })).toContain(reason);
		const long = { ...line, text: 'x'.repeat(5000) };
		const rows = shown(exited('a', 1), { log: { lines: [long], reason: '' } }, 60).split('\n');
		expect(rows.filter(row => row.includes('xxx'))).toHaveLength(2);
		expect(rows.find(row => row.endsWith(' …'))).toBeDefined();
	});

	test('shows URLs, addresses and mounts with their sources', () => {
		const ports = [{ containerPort: 80, hostPort: 4000, ip: '0.0.0.0', protocol: 'tcp' as const }];
		const place = { networkId: '', gateway: '', mac: '', aliases: [] };
		const text = of(container('a', { ports }), {
			ports,
			networks: [
				{ ...place, name: 'front', ip: '172.18.0.2', ipv6: 'fd00::2' },
				{ ...place, name: 'back', ip: '172.19.0.2', ipv6: '' },
			],
			mounts: [
				{ type: 'bind', source: '/srv/data', destination: '/data', readWrite: false },
				{ type: 'volume', name: 'db', source: '/var/lib/docker/volumes/db/_data', destination: '/db', readWrite: true },
				{ type: 'volume', name: 'a'.repeat(64), source: '/v', destination: '/anon', readWrite: true },
				{ type: 'tmpfs', source: '', destination: '/run', readWrite: true },
			],
		});
		expect(text).toContain('http://localhost:4000/');
		expect(text).toContain('0.0.0.0:4000->80/tcp');
		expect(text).toMatch(/network +front {2}172\.18\.0\.2 {2}fd00::2\n +back {2}172\.19\.0\.2/);
		expect(text).toContain('/data ← /srv/data, read-only');
		expect(text).toContain('/db ← volume db, /var/lib/docker/volumes/db/_data');
		expect(text).toContain('/anon ← an anonymous volume, /v');
		expect(text).toContain('/run ← memory (tmpfs)');
	});

	test('shows the ports and networks of a container that does not run, or shares those of another', () => {
		const PortBindings = { '80/tcp': [{ HostIp: '::1', HostPort: '80' }], '53/udp': [{ HostIp: '', HostPort: '' }] };
		const stopped = of(exited('a', 0), { raw: { HostConfig: { PortBindings } } });
		expect(stopped).toContain('[::1]:80->80/tcp, a free port->53/udp while it runs');
		const exposed = [{ containerPort: 5432, protocol: 'tcp' as const }];
		expect(of(container('a'), { ports: exposed })).toContain('none published; exposes 5432/tcp');
		expect(of(container('a'), { raw: { HostConfig: { NetworkMode: 'host' } } })).toContain('those of the host');
		const shared = { raw: { HostConfig: { NetworkMode: `container:${'b'.repeat(64)}` } } };
		expect(of(container('a'), shared)).toContain('network  that of the container bbbbbbbbbbbb');
	});

	test('shows limits against use, and no number that was not measured', () => {
		const limits = { ...noLimits, nanoCpus: 2e8, memory: 300 * mebibyte, pids: 100 };
		const running = shown(container('a'), {
			detail: detail('web', { limits }),
			reading: reading({ cpuPercent: 18.03, memory: 299 * mebibyte }),
		});
		expect(running).toContain('18.03% of 20%, near its limit');
		expect(running).toContain('299MiB of 300MiB, at its limit');
		expect(running).toContain('7 of 100');
		const stopped = shown(exited('a', 0), { detail: detail('web', { limits }), reading: reading() });
		expect(stopped).toMatch(/cpu +limit 20%\n memory +limit 300MiB\n pids +limit 100/);
		expect(of(container('a'), {})).toMatch(/cpu +no limit\n memory +no limit\n pids +no limit/);
		const small = {
			detail: detail('a', { limits: { ...noLimits, nanoCpus: 15_000_000 } }),
			reading: reading({ cpuPercent: 1.53 }),
		};
		expect(shown(container('a'), small)).toContain('1.53% of 1.5%, at its limit');
		const first = shown(container('a'), { reading: reading({ cpuPercent: undefined }) });
		expect(first).toMatch(/cpu +no limit\n memory +41\.2MiB, no limit/);
	});

	test('shows health, restarts and the project, and says where there is none', () => {
		const bare = of(container('a'), {});
		expect(bare).toMatch(/health +not checked\n restart +no\n project +none/);
		const probes = [{ at: now - 9 * 60_000, exitCode: 1, output: 'connection\nrefused' }];
		const sick = of(container('a', { health: 'unhealthy' }), { probes });
		expect(sick).toMatch(/unhealthy {2}✗ {2}the last check failed 9 minutes ago, exit code 1\n +connection\n +refused/);
		expect(of(container('a', { health: 'starting' }), {})).toContain('starting, no check has ended yet');
		const labels = {
			'com.docker.compose.project': 'shop',
			'com.docker.compose.service': 'web',
			'com.docker.compose.container-number': '2',
		};
		const restartPolicy = { name: 'on-failure', maximumRetryCount: 5 } as const;
		const text = of(container('a', { labels }), { restartPolicy, restartCount: 3, autoRemove: false });
		expect(text).toContain('on-failure:5, restarted 3 times');
		expect(text).toContain('shop, service web, container 2');
		const task = { 'com.docker.swarm.service.name': 'shop_web', 'com.docker.swarm.task.name': 'shop_web.2.k3u' };
		expect(of(container('a', { labels: task }), {})).toContain('none, service shop_web of Swarm');
		const stack = { ...labels, ...task, 'com.docker.stack.namespace': 'shop' };
		expect(of(container('a', { labels: stack }), {})).toContain('shop, a Swarm stack, service web, task 2');
	});

	test('shows what the list has while the details are loading or have failed', () => {
		const loading = shown(exited('a', 1), { detail: undefined });
		expect(loading).toContain('code 1: error');
		expect(loading).toContain('loading…');
		expect(loading).not.toContain('no limit');
		expect(shown(container('a'), { detail: undefined, failure: 'no such container' })).toContain('✗ no such container');
	});

	test('fits every width with many mounts, ports and hostile texts, and breaks the line between flags', () => {
		const mounts = Array.from({ length: 40 }, (_, index) => ({
			type: 'bind',
			source: `/srv/${'数据'.repeat(20)}${index}`,
			destination: `/data/${index}`,
			readWrite: index % 2 === 0,
		}));
		const ports = Array.from({ length: 30 }, (_, index) => ({
			containerPort: 3000 + 2 * index,
			hostPort: 4000 + index,
			ip: '127.0.0.1',
			protocol: 'tcp' as const,
		}));
		const env = Array.from({ length: 200 }, (_, index) => `-e NAME${index}=value${index}`).join(' ');
		const runLine = `docker run -d ${env} image`;
		for (const width of [38, 58, 78, 118]) {
			const lines = containerOverview(
				container('a', { ports }),
				parts({ detail: detail('web', { mounts, ports }), runLine }),
				now,
				width,
			);
			expect(Math.max(...lines.map(line => cellWidth(plainText(line))))).toBeLessThanOrEqual(width);
			const text = lines.map(plainText).join('\n');
			expect(text).toContain('/data/39');
			expect(text).toContain('http://127.0.0.1:4029/');
			expect(text).toContain('NAME199=value199');
			expect(text).not.toMatch(/-e$/m);
		}
	});
});

describe('the Overview of an image', () => {
	const shownOf = (...args: Parameters<typeof imageOverview>) =>
		imageOverview(...args)
			.map(plainText)
			.join('\n');

	test('says what is not set, and shows no secret', () => {
		const id = image('app:1').id;
		const bare = shownOf(image('app:1', { tags: [] }), imageDetail(id), undefined, [], '••••••', now, 80);
		expect(bare).toMatch(
			/entrypoint +none\n command +none\n ports +none exposed\n env +none\n workdir +not set: \/\n user +not set: root/,
		);
		expect(bare).toContain('none: neither pulled nor pushed');
		expect(bare).toMatch(/used by +no container/);
		const whole = imageDetail(id, {
			entrypoint: ['/entry.sh', 'a b'],
			cmd: ['serve'],
			exposedPorts: ['80/tcp', '443/tcp'],
			env: ['PATH=/bin', 'API_TOKEN=hunter2', 'DB=postgres://me:hunter2@db/x'],
			user: 'app',
			workdir: '/srv',
		});
		const users = [container('web'), exited('old', 1)];
		const item = image('app:1', { digests: ['app@sha256:abc'], createdAt: now - hour });
		const masked = shownOf(item, whole, undefined, users, '••••••', now, 80);
		expect(masked).toContain("/entry.sh 'a b'");
		expect(masked).not.toContain('hunter2');
		expect(masked).toContain('API_TOKEN=••••••');
		expect(masked).toMatch(/used by +web \(running\)\n +old \(exited\)/);
		expect(masked).toContain('app@sha256:abc');
		expect(masked).toContain('149MB');
		expect(shownOf(item, whole, undefined, users, undefined, now, 80)).toContain('API_TOKEN=hunter2');
		expect(shownOf(item, undefined, 'no such image', [], undefined, now, 80)).toContain('✗ no such image');
	});
});

describe('the Overview of an image in containerd’s store', () => {
	const part = { kind: 'image', digest: 'sha256:a', available: true, about: '' } as const;
	const amd64 = { ...part, platform: 'linux/amd64', content: 29_000_000, unpacked: 120_000_000 };
	const arm64 = { ...part, digest: 'sha256:b', platform: 'linux/arm64/v8', available: false, content: 0, unpacked: 0 };
	const attestation = {
		...part,
		kind: 'attestation',
		platform: '',
		content: 1719,
		unpacked: 0,
		about: 'sha256:a',
	} as const;
	const shownOf = (manifests: ImageDetail['manifests']) => {
		const item = image('app:1');
		return imageOverview(item, imageDetail(item.id, { manifests }), undefined, [], undefined, now, 90)
			.map(plainText)
			.join('\n');
	};

	test('names its sizes, and has its platforms and attestations', () => {
		const text = shownOf([amd64, arm64, attestation]);
		expect(text).toMatch(/size +149MB on disk: 29MB content, 120MB unpacked/);
		expect(text).toMatch(/platforms +linux\/amd64 {2}29MB content, 120MB unpacked\n +linux\/arm64\/v8 {2}not pulled/);
		expect(text).toMatch(/attestation +for linux\/amd64/);
	});

	test('has one platform as any other image, and says that nothing is attested', () => {
		const text = shownOf([amd64]);
		expect(text).toMatch(/platform +linux\/amd64\n/);
		expect(text).toMatch(/attestation +none/);
		expect(shownOf([])).not.toContain('attestation');
	});
});

describe('the changes of a container', () => {
	test('have the letters of docker diff and their counts, within every width', () => {
		const changes = [
			{ kind: 'modified', path: '/etc' },
			{ kind: 'added', path: `/etc/${'long'.repeat(40)}` },
			{ kind: 'deleted', path: '/bin/true' },
		] as const;
		const lines = changeLines(changes, 40).map(plainText);
		expect(lines[0]).toBe(' 1 added, 1 changed, 1 deleted');
		expect(lines).toContain(' C /etc');
		expect(lines).toContain(' D /bin/true');
		expect(Math.max(...lines.map(cellWidth))).toBeLessThanOrEqual(40);
		expect(changeLines([], 60).map(plainText).join(' ')).toContain('no changes');
	});
});
