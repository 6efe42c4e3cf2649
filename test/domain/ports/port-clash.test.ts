import { describe, expect, test } from 'vitest';
import { portClash } from '../../../source/domain/ports/port-clash.js';
import { parsePublish } from '../../../source/domain/run/rows/publish-row.js';
import { container } from '../../helpers/state/builders.js';

const published = (name: string, ip: string, hostPort: number, protocol: 'tcp' | 'udp' = 'tcp') =>
	container(name, { ports: [{ containerPort: 80, protocol, ip, hostPort }] });
const clash = (row: string, ...containers: ReturnType<typeof published>[]) =>
	portClash(parsePublish(row), containers)?.port;

describe('portClash', () => {
	test('returns the taken port with the container that uses it', () => {
		expect(portClash(parsePublish('8080:80'), [published('web', '0.0.0.0', 8080)])).toEqual({
			port: 8080,
			name: 'web',
		});
	});

	test('compares address, family and protocol', () => {
		expect(clash('127.0.0.1:8080:80', published('web', '0.0.0.0', 8080))).toBe(8080);
		expect(clash('127.0.0.1:8080:80', published('web', '127.0.0.2', 8080))).toBeUndefined();
		expect(clash('127.0.0.1:8080:80', published('web', '::', 8080))).toBeUndefined();
		expect(clash('[::1]:8080:80', published('web', '::', 8080))).toBe(8080);
		expect(clash('8080:80', published('web', '10.0.0.1', 8080))).toBe(8080);
		expect(clash('8080:80/udp', published('web', '0.0.0.0', 8080))).toBeUndefined();
	});

	test('returns no clash for a row without a host port, or with a free port in its range', () => {
		expect(clash('80', published('web', '0.0.0.0', 80))).toBeUndefined();
		expect(clash('8080-8081:80', published('web', '0.0.0.0', 8080))).toBeUndefined();
		expect(clash('8080-8081:80', published('a', '', 8080), published('b', '', 8081))).toBe(8080);
		expect(clash('8080-8081:80-81', published('b', '', 8081))).toBe(8081);
	});
});
