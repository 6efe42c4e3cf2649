import { describe, expect, test } from 'vitest';
import { runOptions } from '../../../source/domain/run/defaults.js';
import type { RunOptions } from '../../../source/domain/run/options.js';
import type { RequestContext } from '../../../source/domain/run/request/context.js';
import { createRequest } from '../../../source/domain/run/request.js';
import type { UsageError } from '../../../source/domain/run/usage-error.js';

const context: RequestContext = {
	apiVersion: '1.41',
	env: { HOME: '/home/me' },
	files: { 'a.env': 'A=1\nHOME\n', 'gone.env': new Error('permission denied') },
	folder: '/srv',
	platform: 'linux/amd64',
	consoleSize: [40, 120],
};

describe('createRequest', () => {
	test('returns name and platform beside the body, and reads files and variables from the context', () => {
		const options = runOptions({
			...{ image: 'busybox', name: 'web', platform: 'arm64', envFile: ['a.env'], detach: true },
			mounts: [{ kind: 'bind', source: './x', target: '/x', options: '' }],
		});
		const { name, platform, body } = createRequest(options, 'run', context);
		expect({ name, platform }).toEqual({ name: 'web', platform: 'linux/arm64' });
		expect(body).toMatchObject({
			...{ Image: 'busybox', Env: ['A=1', 'HOME=/home/me'], AttachStdout: false },
			HostConfig: { Binds: ['/srv/x:/x'], ConsoleSize: [40, 120] },
		});
	});

	test('does not change its arguments', () => {
		const options = runOptions({ image: 'busybox', capAdd: ['sys_time', 'net_admin'], ulimit: ['nofile=2', 'core=1'] });
		const before = structuredClone(options);
		createRequest(options, 'create', context);
		expect(options).toEqual(before);
	});

	const refused: [Partial<RunOptions>, string | undefined, string][] = [
		[{ image: '' }, undefined, 'invalid reference format'],
		[{ rm: true, restart: 'always' }, '--rm', 'conflicting options: cannot specify both --restart and --rm'],
		[{ envFile: ['gone.env'] }, undefined, 'open gone.env: permission denied'],
		[{ memory: -5 }, '--memory', `invalid argument "-5" for "-m, --memory" flag: invalid size: '-5'`],
		[
			{ label: [{ name: '', value: 'x' }] },
			'--label',
			`invalid argument "=x" for "-l, --label" flag: invalid label '=x': empty name`,
		],
		[
			{ ulimit: ['nofile'] },
			'--ulimit',
			'invalid argument "nofile" for "--ulimit" flag: invalid ulimit argument: nofile',
		],
		[
			{ publish: [{ ip: '', hostPort: '1-3', containerPort: '1-2', protocol: 'tcp' }] },
			'--publish',
			'invalid ranges specified for container and host Ports: 1-2 and 1-3',
		],
		[
			{ healthStartInterval: 1e9 },
			'--health-start-interval',
			'"--health-start-interval" requires API version 1.44, but the Docker daemon API version is 1.41',
		],
	];
	test.each(refused)('refuses %j with the name of %s', (fields, flag, message) => {
		let problem: UsageError | undefined;
		try {
			createRequest(runOptions({ image: 'busybox', ...fields }), 'run', context);
		} catch (error) {
			problem = error as UsageError;
		}
		expect({ message: problem?.message, flag: problem?.flag }).toEqual({ message, flag });
	});
});
