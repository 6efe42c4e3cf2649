import { describe, expect, test } from 'vitest';
import { runOptions } from '../../../source/domain/run/defaults.js';
import { isDockerLine, parseRunLine } from '../../../source/domain/run/parse.js';
import { shellEnvironment } from '../../helpers/shell-environment.js';

const read = (text: string) => parseRunLine(text, shellEnvironment);

describe('parseRunLine', () => {
	test('reads a usual docker run line', () => {
		const line = `$ sudo docker container run -itd --name=web \\
			-p 8080:80 -p443:443 -e "GREETING=hello world" -eA=b \\
			--label 'a=b c' -v /home:/test:ro -m 300m --cpus 1.5 \\
			nginx:1.27 nginx -g 'daemon off;'`;
		const parsed = read(line);
		expect(parsed).toMatchObject({ verb: 'run', unsupported: [], errors: [], leftOut: [] });
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
	] as const)('reads %s as a %s', (line, verb) => {
		expect(read(line)).toMatchObject({ verb, options: { image: 'busybox' }, errors: [] });
	});

	test('lists unsupported flags and does not read their values as the image', () => {
		const line = 'docker -H tcp://x --debug run --use-api-socket -q --sig-proxy=false -it busybox sh';
		expect(read(line)).toMatchObject({
			options: { image: 'busybox', command: ['sh'], interactive: true, tty: true },
			unsupported: [{ flag: '--host', value: 'tcp://x' }, { flag: '--use-api-socket' }],
			errors: [],
			leftOut: [],
			notes: [
				'--debug does not change the request.',
				'--quiet does not change the request.',
				'--sig-proxy does not change the request.',
			],
		});
	});

	test.each([
		['podman run --pod foo -d helloworld', 'unknown flag: --pod'],
		['docker run -Z busybox', "unknown shorthand flag: 'Z' in -Z"],
		['docker run -e', "flag needs an argument: 'e' in -e"],
		['docker --foo run busybox', 'unknown flag: --foo'],
		['docker run --=x busybox', 'bad flag syntax: --=x'],
	])('refuses a line with unreadable flags, as docker does: %s', (line, refusal) => {
		expect(read(line)).toMatchObject({ refusal });
	});

	test('lists every value that docker refuses with its message, and keeps the valid values', () => {
		const { options, errors } = read('docker run -m 1x --name web -p 99999:80 --cpu-count 2 busybox');
		expect(options).toMatchObject({ name: 'web', image: 'busybox', memory: 0, publish: [] });
		expect(errors).toEqual([
			{ message: `invalid argument "1x" for "-m, --memory" flag: invalid suffix: 'x'`, flag: '--memory', value: '1x' },
			{ message: 'invalid hostPort: 99999', flag: '--publish', value: '99999:80' },
			{
				message:
					'"--cpu-count" is only supported on a Docker daemon running on windows, but the Docker daemon is running on linux',
				flag: '--cpu-count',
				value: '2',
			},
		]);
	});

	test.each([
		['ls -l', 'This is not a docker run or docker create command.'],
		['docker ps', 'This is not a docker run or docker create command.'],
		['docker compose run web', 'This is not a docker run or docker create command.'],
		['# just a comment', 'This text contains no command.'],
		['', 'This text contains no command.'],
		["docker run 'busybox", 'unclosed single quote'],
		['docker run "busybox', 'unclosed double quote'],
		['docker run $(pwd', 'unclosed $('],
		['docker run `pwd', 'unclosed backtick'],
	])('returns the reason why %j is no command', (line, refusal) => {
		expect(read(line)).toMatchObject({ refusal });
	});

	test.each([
		['$ docker run a', '$'],
		['# docker run a', '#'],
		['~$ docker run a', '~$'],
		['/srv/app # docker run a', '/srv/app #'],
		['user@host:~/src$ docker run a', 'user@host:~/src$'],
		['[root@host src]# docker run a', '[root@host src]#'],
		['(venv) me@box ~ % docker run a', '(venv) me@box ~ %'],
		['bash-5.2$ docker run a', 'bash-5.2$'],
		['➜  src git:(main) ✗ docker run a', '➜ src git:(main) ✗'],
		['PS C:\\> docker run a', 'PS C:\\>'],
		['C:\\Users\\me> docker run a', 'C:\\Users\\me>'],
		['docker run \\\n> a', '>'],
		['> docker run a', '>'],
		['host$ docker run a', 'host$'],
		['$docker run a', '$'],
		['me@host:~/src (main) $ docker run a', 'me@host:~/src (main) $'],
		['my-mac ~ % sudo docker run a', 'my-mac ~ % · sudo'],
		['root@host:/# docker run a', 'root@host:/#'],
		['1. docker run a', '1.'],
		['- $ docker run a', '- $'],
		['* sudo docker run a', '* · sudo'],
		['```\ndocker run a\n```', '```'],
		['```bash\n$ docker run a\n```', '```bash · ``` · $'],
		['`docker run a`', '`'],
		['docker\u00a0run a', 'no-break spaces'],
		['timeout 10 docker run a', 'timeout 10'],
		['timeout -k 5 10s docker run a', 'timeout -k 5 10s'],
		['setsid docker run a', 'setsid'],
		['docker.exe run a # x', '# x'],
		['env -u HOME docker run a', 'env -u HOME'],
		['docker run a # run it', '# run it'],
		['# first\ndocker run a', '# first'],
		['# docker run b\ndocker run a', '# docker run b'],
		['sudo docker run a', 'sudo'],
		['sudo -u bob -E docker run a', 'sudo -u bob -E'],
		['env A=b docker run a', 'env · A=b'],
		['time -p docker run a', 'time -p'],
		['nohup nice -n 10 docker run a', 'nohup · nice -n 10'],
		['exec docker run a', 'exec'],
		['A=b docker run a', 'A=b'],
	])('removes prompts and prefixes around the command: %j', (line, takenOff) => {
		expect(read(line)).toMatchObject({
			options: { image: 'a', command: [] },
			errors: [],
			leftOut: [],
			notes: [`Removed: ${takenOff}`],
		});
	});

	test.each([
		['DOCKER_HOST=tcp://a:2375 docker run a', 'Ignored: DOCKER_HOST=tcp://a:2375'],
		['DOCKER_CONTEXT=b A=b docker run a', 'Ignored: DOCKER_CONTEXT=b'],
		['env DOCKER_DEFAULT_PLATFORM=linux/arm64 docker run a', 'Ignored: DOCKER_DEFAULT_PLATFORM=linux/arm64'],
		['env -u A docker run -e A a', 'Not unset as by env: A'],
		['A=1 env -u A docker run -e A a', 'Not unset as by env: A'],
		['A=1 env -i docker run -e A a', 'Not unset as by env: A'],
		['env --unset=A -uB docker run -e A -e B -e C a', 'Not unset as by env: A · B'],
		['env -i C=d docker run -e A -e C a', 'Not unset as by env: A'],
	])('stops at variables that it cannot reproduce: %j', (line, said) => {
		expect(read(line).leftOut).toEqual([said]);
	});

	test('takes a line for a command of docker only if the program begins a command', () => {
		for (const line of ['echo a > docker run', 'ls # docker run a', '# then: docker run a']) {
			expect(read(line).refusal).toBeDefined();
		}
	});

	test.each([
		['docker run -d a\ndocker ps', 'docker ps'],
		['docker pull a\ndocker run a', 'docker pull a'],
		['docker run a && ls', '&& · ls'],
		['docker run a | head -3', '| · head -3'],
		['docker run a > /dev/null 2>&1', '> /dev/null · 2>&1'],
		['docker run a &>out.txt', '&>out.txt'],
		['docker run a; docker logs x', '; · docker logs x'],
		['docker run a &', '&'],
		['echo hi | docker run a', 'echo hi'],
		['docker run a <<EOF', '<<EOF'],
		['docker run a || true', '|| · true'],
		['(docker run a)', ')'],
		['docker run a \\ \n -p 80:80', '-p 80:80'],
	])('leaves out other commands and redirections: %j', (line, cut) => {
		expect(read(line)).toMatchObject({ options: { image: 'a' }, leftOut: [`Ignored: ${cut}`] });
	});

	test.each([
		['docker run -v $PWD:/x a', { mounts: [{ source: '/srv/shop', target: '/x' }] }],
		['docker run -v "$(pwd)":/x a', { mounts: [{ source: '/srv/shop', target: '/x' }] }],
		['docker run -v `pwd`/y:/x a', { mounts: [{ source: '/srv/shop/y', target: '/x' }] }],
		['docker run -v ~/x:/x a', { mounts: [{ source: '/home/me/x', target: '/x' }] }],
		['docker run -e X=~/y a', { env: [{ name: 'X', value: '/home/me/y' }] }],
		['docker run -e X=~/y:~/z a', { env: [{ name: 'X', value: '/home/me/y:/home/me/z' }] }],
		['docker run -w $HOME a', { workdir: '/home/me' }],
		['docker run -e X=$HOME a', { env: [{ name: 'X', value: '/home/me' }] }],
		['docker run -e X="${NAME}" a', { env: [{ name: 'X', value: 'value' }] }],
		['docker run -e X=${GONE:-b a} c', { env: [{ name: 'X', value: 'b' }], command: ['c'] }],
		['docker run -e X="${GONE:-b c}" a', { env: [{ name: 'X', value: 'b c' }] }],
		['docker run -e X="${EMPTY:-full}${NAME:+yes}" a', { env: [{ name: 'X', value: 'fullyes' }] }],
		['docker run -u $(id -u):$(id -g) a', { user: '1000:100' }],
		['docker run -u "$(id -u):$(id -g)" a', { user: '1000:100' }],
		['docker run --hostname $NAME a', { hostname: 'value' }],
		['docker run a echo $WORDS', { command: ['echo', 'one', 'two'] }],
		['docker run a echo "$WORDS"', { command: ['echo', 'one two'] }],
		['NAME=here docker run -e NAME a', { env: [{ name: 'NAME', value: 'here' }] }],
		['docker run --security-opt seccomp=$PWD/p.json a', { securityOpt: ['seccomp=/srv/shop/p.json'] }],
		['docker run --mount type=bind,source="$(pwd)"/x,target=/y a', {}],
	])('expands a word as a shell does: %j', (line, options) => {
		const parsed = read(line);
		expect(parsed).toMatchObject({ options: { image: 'a', ...options }, errors: [], leftOut: [] });
		expect(parsed.notes).not.toEqual([]);
	});

	test("reads $'…' as bash does", () => {
		expect(read("docker run a $'a\\tb\\x41\\u00e9\\'' $\"x\"").options.command).toEqual(["a\tbAé'", 'x']);
	});

	test.each([
		['docker run -e X=$GONE a', '$GONE: GONE is not set here'],
		['docker run -e X=$(date) a', '$(date): only a shell can run it'],
		['docker run -e X=$(cat "a b" | wc) a', '$(cat "a b" | wc): only a shell can run it'],
		['docker run -e X=`cat /etc/hostname` a', '`cat /etc/hostname`: only a shell can run it'],
		['docker run -e X=$((1+1)) a', '$((1+1)): only a shell can expand it'],
		['docker run -e X=${NAME%e} a', '${NAME%e}: only a shell can expand it'],
		['docker run -e X=$1 a', '$1: only a shell can expand it'],
		['docker run a ls *.txt', '*.txt: a shell would match it against files'],
		['docker run -v /a/{b,c}:/x a', '/a/{b,c}:/x: a shell would split it into several words'],
		['docker run -v ~bob/x:/x a', '~bob/x:/x: only a shell can find that home folder'],
	])('keeps and lists a word that only a shell can expand: %j', (line, left) => {
		expect(read(line)).toMatchObject({ options: { image: 'a' }, leftOut: [`Not expanded: ${left}`] });
	});

	test.each([
		`docker run -e "it's" -e 'A=$B' busybox`,
		"docker run -e 'A=$B' busybox",
		'docker run -e "A=x|y&&z;~" busybox',
		'docker run -e A=\\$B busybox',
		'docker run -e "A=*" busybox',
		'docker run busybox # ',
		'docker run busybox;',
		'docker run busybox \\',
		'docker run busybox \\\n',
		'docker run \\\r\n busybox\r\n',
	])('reads all of %j', line => {
		expect(read(line)).toMatchObject({ options: { image: 'busybox' }, leftOut: [], errors: [] });
	});
});

describe('isDockerLine', () => {
	test.each([
		['docker ps', true],
		['$ sudo docker run a', true],
		['docker run "a', true],
		['sh -c "docker run a"', false],
		['echo docker run', false],
		['/data:/data', false],
		['8080:80', false],
	])('recognizes a docker command: %j is %s', (text, is) => {
		expect(isDockerLine(text, shellEnvironment)).toBe(is);
	});
});
