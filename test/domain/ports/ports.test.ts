import { describe, expect, test } from 'vitest';
import type { Port } from '../../../source/domain/nouns/container.js';
import { shortId } from '../../../source/domain/nouns/short-id.js';
import { compareExposed, formatPorts, publishedUrls } from '../../../source/domain/ports/ports.js';

const tcp = (containerPort: number, hostPort?: number, ip?: string): Port => ({
	containerPort,
	protocol: 'tcp',
	hostPort,
	ip,
});

describe('formatPorts', () => {
	test.each<[string, Port[], string]>([
		['nothing', [], ''],
		['exposed', [tcp(80)], '80/tcp'],
		['exposed range', [tcp(82), tcp(80), tcp(81)], '80-82/tcp'],
		['published', [tcp(80, 5000, '0.0.0.0'), tcp(80, 5000, '::')], '0.0.0.0:5000->80/tcp, [::]:5000->80/tcp'],
		['published range', [tcp(80, 80, '0.0.0.0'), tcp(81, 81, '0.0.0.0')], '0.0.0.0:80-81->80-81/tcp'],
		['gap', [tcp(80), tcp(82)], '80/tcp, 82/tcp'],
		['protocols apart', [tcp(53), { containerPort: 53, protocol: 'udp' }], '53/tcp, 53/udp'],
		['mappings last', [tcp(80, 8080, '127.0.0.1'), tcp(90)], '90/tcp, 127.0.0.1:8080->80/tcp'],
		['IPv6 range', [tcp(80, 80, '::1'), tcp(81, 81, '::1')], '[::1]:80-81->80-81/tcp'],
	])('formats %s', (_, ports, expected) => {
		expect(formatPorts(ports)).toBe(expected);
	});
});

test('publishedUrls returns the URLs of published TCP ports', () => {
	const ports = [
		tcp(80, 8080, '0.0.0.0'),
		tcp(80, 8080, '::'),
		tcp(443, 443, '127.0.0.1'),
		tcp(8443, 9000, '::1'),
		tcp(81),
	];
	const udp: Port = { containerPort: 53, protocol: 'udp', hostPort: 53, ip: '0.0.0.0' };
	expect(publishedUrls([...ports, udp], 'prod-1')).toEqual([
		'http://prod-1:8080/',
		'https://127.0.0.1/',
		'https://[::1]:9000/',
	]);
});

test('shortId and withShortIds shorten ids to 12 digits', () => {
	expect(shortId(`sha256:98549966bf67${'0'.repeat(52)}`)).toBe('98549966bf67');
	expect(shortId('98549966bf67aaaa')).toBe('98549966bf67');
	expect(shortId('abc')).toBe('abc');
});

describe('exposed ports', () => {
	test('are ordered by number, as docker ps orders them, and by protocol', () => {
		const exposed = ['443/tcp', '53/udp', '53/tcp', '8080/tcp', '80/tcp'];
		expect(exposed.sort(compareExposed)).toEqual(['53/tcp', '53/udp', '80/tcp', '443/tcp', '8080/tcp']);
	});
});
