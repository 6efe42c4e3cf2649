import { describe, expect, test } from 'vitest';
import { parseRunArgv } from '../../../source/domain/run/parse-argv.js';
import type { RequestContext } from '../../../source/domain/run/request/context.js';
import { createRequest } from '../../../source/domain/run/request.js';
import { problemIn } from '../../../source/domain/run/usage-error.js';
import {
	type Validator,
	validateCpus,
	validateEnv,
	validateImage,
	validateInteger,
	validateLabel,
	validateMemory,
	validateMemorySwap,
	validateMount,
	validateName,
	validateNetwork,
	validatePort,
	validateRestart,
	validateTmpfs,
	validateVolume,
} from '../../../source/domain/run/validate.js';

const validators: Readonly<Record<string, Validator>> = {
	validateCpus,
	validateEnv,
	validateImage,
	validateInteger,
	validateLabel,
	validateMemory,
	validateMemorySwap,
	validateMount,
	validateName,
	validateNetwork,
	validatePort,
	validateRestart,
	validateTmpfs,
	validateVolume,
};

const cases: [string, string, string | undefined][] = [
	['validatePort', '8080:80', undefined],
	['validatePort', '[::1]:8000-8002:80-82/udp', undefined],
	['validatePort', '99999:80', 'invalid hostPort: 99999'],
	['validatePort', '', 'no port specified: <empty>'],
	['validateEnv', 'A=b', undefined],
	['validateEnv', '=b', 'invalid environment variable: =b'],
	['validateLabel', 'a b=c', "label 'a b' contains whitespaces"],
	['validateVolume', '/test', undefined],
	['validateVolume', 'data:/data:ro', undefined],
	['validateVolume', 'data:data', "invalid mount path: 'data' mount path must be absolute"],
	['validateVolume', '/a:', 'invalid spec: /a:: empty section between colons'],
	[
		'validateVolume',
		'a$b:/x',
		'"a$b" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed',
	],
	['validateMount', 'type=bind', 'target is required'],
	['validateMount', 'src=data,dst=/data', undefined],
	['validateTmpfs', 'run', "invalid mount path: 'run' mount path must be absolute"],
	['validateMemory', '', undefined],
	['validateMemory', '300m', undefined],
	['validateMemory', '4m', 'Minimum memory limit allowed is 6MB'],
	['validateMemory', 'lots', "invalid size: 'lots'"],
	['validateMemorySwap', '-1', undefined],
	['validateCpus', '1.5', undefined],
	['validateCpus', '1.0000000001', 'value is too precise'],
	['validateCpus', '-1', 'range of CPUs is from 0.01 to the number of cores of the host'],
	['validateInteger', '1e3', 'strconv.ParseInt: parsing "1e3": invalid syntax'],
	['validateNetwork', 'name=a,b', 'invalid field b'],
	['validateRestart', 'on-failure:3', undefined],
	['validateRestart', 'always:3', "invalid restart policy: maximum retry count can only be used with 'on-failure'"],
	[
		'validateRestart',
		'often',
		`invalid restart policy: unknown policy 'often'; use one of "no", "always", "on-failure", or "unless-stopped"`,
	],
	['validateName', '', undefined],
	['validateName', 'web', undefined],
	['validateName', 'a/b', 'Invalid container name (a/b), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'],
	['validateImage', 'Busybox', 'invalid reference format: repository name (library/Busybox) must be lowercase'],
	['validateImage', 'busybox:1', undefined],
];

describe('the validators', () => {
	test.each(cases)('%s(%j) returns %s', (name, text, problem) => {
		expect(validators[name]!(text)).toBe(problem);
	});
});

describe('a flag without a validator of its own', () => {
	const context: RequestContext = {
		apiVersion: '1.44',
		env: {},
		files: {},
		folder: '/',
		platform: 'linux/amd64',
		consoleSize: [24, 80],
	};

	test.each([
		['expose', '80-70', 'invalid range format for --expose: 80-70, error: invalid range specified for port: 80-70'],
		['health-interval', '90', 'time: missing unit in duration "90"'],
		['device', 'null', 'null is not an absolute path'],
		['ulimit', 'nofile=2:1', 'ulimit soft limit must be less than or equal to hard limit: 2 > 1'],
		['dns', '1.2.3', 'IP address is not correctly formatted: 1.2.3'],
		['tty', 'maybe', 'strconv.ParseBool: parsing "maybe": invalid syntax'],
		['sysctl', 'net.core.somaxconn=1', undefined],
	])('is checked before its request is built: --%s=%s', (name, value, problem) => {
		const { errors, options } = parseRunArgv([`--${name}=${value}`, 'busybox'], 'run');
		const message = errors[0]?.message ?? problemIn(() => createRequest(options, 'run', context));
		expect(message).toEqual(problem === undefined ? undefined : expect.stringContaining(problem));
	});
});
