import { describe, expect, test } from 'vitest';
import type { ContainerDefaults } from '../../../source/domain/nouns/host.js';
import { runLineOf } from '../../../source/domain/run/from-inspect.js';

const id = 'abcdef0123456789';
const image = {
	Config: {
		Env: ['PATH=/bin', 'LANG=C'],
		Cmd: ['sh'],
		Entrypoint: ['/entry', '--fast'],
		WorkingDir: '/srv',
		User: 'app',
		Labels: { maintainer: 'me' },
		ExposedPorts: { '80/tcp': {} },
		Volumes: { '/data': {} },
		Healthcheck: { Test: ['CMD-SHELL', 'true'] },
	},
};

function container(config: object = {}, host: object = {}, networks: object = {}) {
	return {
		Id: id,
		Name: '/web',
		Config: {
			...image.Config,
			Image: 'app:1',
			Hostname: id.slice(0, 12),
			AttachStdout: true,
			AttachStderr: true,
			...config,
		},
		HostConfig: { NetworkMode: 'default', RestartPolicy: { Name: 'no', MaximumRetryCount: 0 }, ...host },
		NetworkSettings: { Networks: networks },
	};
}

describe('runLineOf', () => {
	test('leaves out the values of the image', () => {
		expect(runLineOf(container(), image)).toBe('docker run --name web app:1');
	});

	test.each([
		['other command', { Cmd: ['ls', '-l'] }, {}, 'docker run --name web app:1 ls -l'],
		['other entry point', { Entrypoint: ['a', 'b'], Cmd: ['c'] }, {}, 'docker run --name web --entrypoint a app:1 b c'],
		['no entry point', { Entrypoint: null, Cmd: ['c'] }, {}, "docker run --name web --entrypoint '' app:1 c"],
		[
			'own variables',
			{ Env: ['PATH=/bin', 'LANG=de', 'A=b c'] },
			{},
			"docker run --name web -e LANG=de -e 'A=b c' app:1",
		],
		['own labels', { Labels: { maintainer: 'me', x: 'y' } }, {}, 'docker run --name web --label x=y app:1'],
		['own volume', { Volumes: { '/data': {}, '/test': {} } }, {}, 'docker run --name web -v /test app:1'],
		['own host name', { Hostname: 'box' }, {}, 'docker run --name web --hostname box app:1'],
		['exposed', { ExposedPorts: { '80/tcp': {}, '9/udp': {} } }, {}, 'docker run --name web --expose 9/udp app:1'],
		['no check', { Healthcheck: { Test: ['NONE'] } }, {}, 'docker run --name web --no-healthcheck app:1'],
		[
			'check',
			{ Healthcheck: { Test: ['CMD', 'a', 'b c'] } },
			{},
			`docker run --name web --health-cmd 'a '\\''b c'\\''' app:1`,
		],
		['detached', { AttachStdout: false, AttachStderr: false }, {}, 'docker run -d --name web app:1'],
		['shell', { OpenStdin: true, Tty: true, AttachStdin: true }, {}, 'docker run -it --name web app:1'],
		[
			'swap as the engine sets it',
			{},
			{ Memory: 300 * 1024 ** 2, MemorySwap: 600 * 1024 ** 2 },
			'docker run --name web -m 300m app:1',
		],
		['old link', {}, { Links: ['/db:/web/database'] }, 'docker run --name web --link db:database app:1'],
		[
			'GPUs',
			{},
			{ DeviceRequests: [{ Count: -1, Capabilities: [['gpu']] }] },
			'docker run --name web --gpus all app:1',
		],
		[
			'engine defaults',
			{},
			{ ShmSize: 67_108_864, Runtime: 'runc', IpcMode: 'private', LogConfig: { Type: 'json-file' } },
			'docker run --name web app:1',
		],
	])('writes the command of a container: %s', (_, config, host, line) => {
		expect(runLineOf(container(config, host), image)).toBe(line);
	});

	test('writes published ports', () => {
		const PortBindings = {
			'80/tcp': [{ HostIp: '', HostPort: '8080' }],
			'53/udp': [{ HostIp: '::1', HostPort: '' }],
		};
		expect(runLineOf(container({}, { PortBindings }), image)).toBe(
			"docker run --name web -p 8080:80 -p '[::1]::53/udp' app:1",
		);
	});

	test('writes the first network with plain flags, the others in the long form', () => {
		const networks = {
			front: { Aliases: [id.slice(0, 12), 'api'], IPAMConfig: { IPv4Address: '10.0.0.5' } },
			back: { Aliases: ['db'], IPAMConfig: null },
		};
		expect(runLineOf(container({}, { NetworkMode: 'front' }, networks), image)).toBe(
			'docker run --name web --network front --network name=back,alias=db --network-alias api --ip 10.0.0.5 app:1',
		);
		expect(runLineOf(container({}, { NetworkMode: 'bridge' }, { bridge: {} }), image)).toBe(
			'docker run --name web app:1',
		);
		expect(runLineOf(container({}, { NetworkMode: 'host' }), image)).toBe('docker run --name web --network host app:1');
	});

	test('leaves nothing out without the image', () => {
		expect(runLineOf(container({ Healthcheck: undefined, Labels: null, Volumes: null, ExposedPorts: null }))).toBe(
			'docker run --name web -e PATH=/bin -e LANG=C -u app -w /srv --entrypoint /entry app:1 --fast sh',
		);
	});

	test.each([
		['cgroup v1', { CgroupnsMode: 'host' }, { cgroupns: 'host' }, 'docker run --name web app:1'],
		[
			'a private namespace on cgroup v1',
			{ CgroupnsMode: 'private' },
			{ cgroupns: 'host' },
			'docker run --name web --cgroupns private app:1',
		],
		['cgroup v2', { CgroupnsMode: 'private' }, {}, 'docker run --name web app:1'],
		['a host namespace on cgroup v2', { CgroupnsMode: 'host' }, {}, 'docker run --name web --cgroupns host app:1'],
		[
			'another log driver',
			{ LogConfig: { Type: 'local', Config: {} } },
			{ logDriver: 'local' },
			'docker run --name web app:1',
		],
		[
			'json-file beside another log driver',
			{ LogConfig: { Type: 'json-file', Config: {} } },
			{ logDriver: 'local' },
			'docker run --name web --log-driver json-file app:1',
		],
		['another runtime', { Runtime: 'crun' }, { runtime: 'crun' }, 'docker run --name web app:1'],
		[
			'runc beside another runtime',
			{ Runtime: 'runc' },
			{ runtime: 'crun' },
			'docker run --name web --runtime runc app:1',
		],
	])('leaves out what the engine gives by itself: %s', (_, host, own, line) => {
		const defaults = { cgroupns: 'private', logDriver: 'json-file', runtime: 'runc', ...own } as ContainerDefaults;
		expect(runLineOf(container({}, host), image, defaults)).toBe(line);
	});

	test.each([
		[{ Privileged: true }, '--privileged --security-opt no-new-privileges'],
		[{ PidMode: 'host' }, '--security-opt no-new-privileges --pid host'],
		[{ IpcMode: 'host' }, '--security-opt no-new-privileges --ipc host'],
	])('leaves out the label that the engine adds for %j', (host, flags) => {
		const SecurityOpt = ['label=disable', 'no-new-privileges'];
		expect(runLineOf(container({}, { ...host, SecurityOpt }), image)).toBe(`docker run --name web ${flags} app:1`);
	});

	test('keeps a label that the engine does not add', () => {
		expect(runLineOf(container({}, { SecurityOpt: ['label=disable'] }), image)).toBe(
			'docker run --name web --security-opt label=disable app:1',
		);
	});

	test('hands a seccomp profile over as a file', () => {
		const SecurityOpt = [`seccomp={"comment":"it's"}`];
		expect(runLineOf(container({}, { SecurityOpt }), image)).toBe(
			`docker run --name web --security-opt seccomp=<(echo '{"comment":"it'\\''s"}') app:1`,
		);
	});

	test.each([undefined, null, {}, { Config: 3, HostConfig: [] }])('does not throw for an invalid answer: %j', raw => {
		expect(runLineOf(raw)).toBe("docker run -d ''");
	});
});
