import { describe, expect, test } from 'vitest';
import { runOptions } from '../../../source/domain/run/defaults.js';
import { parseRunLine } from '../../../source/domain/run/parse.js';

describe('parseRunLine', () => {
	test('reads a line as people write it', () => {
		const line = `$ sudo docker container run -itd --name=web \\
			-p 8080:80 -p443:443 -e "GREETING=hello world" -eA=b \\
			--label 'a=b c' -v /home:/test:ro -m 300m --cpus 1.5 \\
			nginx:1.27 nginx -g 'daemon off;'`;
		const parsed = parseRunLine(line);
		expect(parsed).toMatchObject({ verb: 'run', unsupported: [], errors: [], notes: [] });
		expect(parsed.options).toEqual(
			runOptions({
				...{ detach: true, interactive: true, tty: true, name: 'web' },
				publish: [
					{ ip: '', hostPort: '8080', containerPort: '80', protocol: 'tcp' },
					{ ip: '', hostPort: '443', containerPort: '443', protocol: 'tcp' },
				],
				env: [
					{ name: 'GREETING', value: 'hello world' },
					{ name: 'A', value: 'b' },
				],
				label: [{ name: 'a', value: 'b c' }],
				mounts: [{ kind: 'bind', source: '/home', target: '/test', options: 'ro' }],
				...{ memory: 300 * 1024 ** 2, cpus: 1.5e9 },
				...{ image: 'nginx:1.27', command: ['nginx', '-g', 'daemon off;'] },
			}),
		);
	});

	test.each([
		['docker create busybox', 'create'],
		['docker container create busybox', 'create'],
		['podman run busybox', 'run'],
		['/usr/bin/docker run busybox', 'run'],
		['# docker run busybox', 'run'],
		['sudo -E docker run busybox', 'run'],
	] as const)('%s is a %s', (line, verb) => {
		expect(parseRunLine(line)).toMatchObject({ verb, options: { image: 'busybox' }, errors: [] });
	});

	test('flags that we do not follow are named, and their values are not taken for the image', () => {
		const line =
			'docker -H tcp://x --debug run --cidfile /tmp/id -q --sig-proxy=false --detach-keys ctrl-a -it busybox sh';
		expect(parseRunLine(line)).toMatchObject({
			options: { image: 'busybox', command: ['sh'], interactive: true, tty: true },
			unsupported: [
				{ flag: '--host', value: 'tcp://x' },
				{ flag: '--debug' },
				{ flag: '--cidfile', value: '/tmp/id' },
				{ flag: '--quiet' },
				{ flag: '--sig-proxy', value: 'false' },
				{ flag: '--detach-keys', value: 'ctrl-a' },
			],
			errors: [],
		});
	});

	test('all that is wrong is told at once, and what is right is kept', () => {
		const { options, errors } = parseRunLine('docker run --foo -m 1x --name web -p 99999:80 -Z busybox');
		expect(options).toMatchObject({ name: 'web', image: 'busybox', memory: 0, publish: [] });
		expect(errors).toEqual([
			{ message: 'unknown flag: --foo', flag: '--foo' },
			{ message: "unknown shorthand flag: 'Z' in -Z", flag: '-Z' },
			{ message: `invalid argument "1x" for "-m, --memory" flag: invalid suffix: 'x'`, flag: '--memory' },
			{ message: 'invalid hostPort: 99999', flag: '--publish' },
		]);
	});

	test.each([
		['ls -l', 'this is no docker run line'],
		['docker ps', 'this is no docker run line'],
		['', 'this is no docker run line'],
		['docker run', "'docker run' requires at least 1 argument"],
		["docker run 'busybox", 'unclosed single quote'],
	])('%j: %s', (line, message) => {
		expect(parseRunLine(line).errors).toEqual([{ message }]);
	});

	test.each([
		['docker run -v $PWD:/x busybox', '$PWD is left as it is: the shell would fill it in'],
		['docker run -v "$(pwd)":/x busybox', '$(pwd) is left as it is: the shell would fill it in'],
		['docker run -v ~/x:/x busybox', '~/x:/x is left as it is: the shell would fill in the home folder'],
		['A=b docker run busybox', 'A=b is set for the command only; it is not used here'],
		['docker run busybox && ls', "&& is the shell's; what follows was read as words"],
	])('%s: a note says what the shell would have done', (line, note) => {
		expect(parseRunLine(line).notes).toEqual([note]);
	});

	test.each([
		`docker run -e "it's" -e 'A=$B' busybox`,
		"docker run -e 'A=$B' busybox",
		'docker run -e "A=x|y&&z;~" busybox',
		'docker run -e A=\\$B busybox',
	])('%s: quoted signs are not the shell’s', line => {
		expect(parseRunLine(line).notes).toEqual([]);
	});
});
