import { describe, expect, test } from 'vitest';
import { portOffers } from '../../../source/domain/ports/port-offers.js';
import { container } from '../../helpers/state/builders.js';

const published = (ip: string, hostPort: number, protocol: 'tcp' | 'udp' = 'tcp') =>
	container(`on-${ip}-${hostPort}`, { ports: [{ containerPort: 80, protocol, ip, hostPort }] });

function offers(
	exposed: readonly string[],
	{ text = '', others = [], containers = [] }: { text?: string } & Partial<Parameters<typeof portOffers>[1]> = {},
) {
	return portOffers(text, { exposed, others, containers });
}

describe('the offers for exposed ports', () => {
	test.each([
		['80/tcp', '8080:80'],
		['443/tcp', '8443:443'],
		['5432/tcp', '5432:5432'],
		['53/udp', '8053:53/udp'],
		['9/sctp', '8009:9/sctp'],
		['80', '8080:80'],
		['8000-8010/tcp', '8000-8010:8000-8010'],
		['65535/tcp', '65535:65535'],
	])('publish %s as %s', (exposed, row) => {
		expect(offers([exposed])).toEqual([row]);
	});

	test('take the next host port where a container has the first ones, on whatever address', () => {
		const containers = [published('0.0.0.0', 8080), published('::', 8081), published('127.0.0.1', 8082)];
		expect(offers(['80/tcp'], { containers })).toEqual(['8083:80']);
		expect(offers(['65535/tcp'], { containers: [published('', 65_535)] })).toEqual(['1024:65535']);
	});

	test('compare the protocols', () => {
		const containers = [published('0.0.0.0', 8053, 'udp')];
		expect(offers(['53/tcp', '53/udp'], { containers })).toEqual(['8053:53', '8054:53/udp']);
	});

	test('move a whole range behind a taken port', () => {
		expect(offers(['8000-8002/tcp'], { containers: [published('', 8001)] })).toEqual(['8002-8004:8000-8002']);
	});

	test('leave out what another row publishes, and the host ports of the other rows', () => {
		const exposed = ['80/tcp', '443/tcp', '53/udp'];
		expect(offers(exposed, { others: ['8080:80'] })).toEqual(['8443:443', '8053:53/udp']);
		expect(offers(exposed, { others: ['8443:80', '127.0.0.1:53:53'] })).toEqual(['8444:443', '8053:53/udp']);
		expect(offers(['8001/tcp'], { others: ['9000-9005:8000-8005'] })).toEqual([]);
		expect(offers(['80/tcp'], { others: ['wrong:', ''] })).toEqual(['8080:80']);
	});

	test('stand behind a typed host port or address', () => {
		const containers = [published('127.0.0.1', 8080)];
		expect(offers(['80/tcp', '53/udp'], { text: '9000:' })).toEqual(['9000:80', '9000:53/udp']);
		expect(offers(['80/tcp'], { text: '127.0.0.1:', containers })).toEqual(['127.0.0.1:8081:80']);
		expect(offers(['80/tcp'], { text: '127.0.0.2:', containers })).toEqual(['127.0.0.2:8080:80']);
		expect(offers(['80/tcp'], { text: '[::1]:', containers })).toEqual(['[::1]:8080:80']);
	});

	test('are none for an image without exposed ports', () => {
		expect(offers([])).toEqual([]);
	});
});
