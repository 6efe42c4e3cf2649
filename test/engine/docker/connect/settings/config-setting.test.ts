import { expect, test } from 'vitest';
import { readProxies } from '../../../../../source/engine/docker/connect/settings/config-setting.js';

const read = (text: string | undefined, endpoint: string) =>
	readProxies({ DOCKER_CONFIG: '/config' }, endpoint, {
		read: async (path: string) => (path === '/config/config.json' ? text : undefined),
	} as Parameters<typeof readProxies>[2]);

test('readProxies returns the proxies of the engine, else the default ones', async () => {
	const config = JSON.stringify({
		proxies: { default: { httpProxy: 'http://d' }, 'tcp://one:2376': { noProxy: 'localhost' } },
	});
	expect(await read(config, 'tcp://one:2376')).toEqual({ noProxy: 'localhost' });
	expect(await read(config, 'unix:///var/run/docker.sock')).toEqual({ httpProxy: 'http://d' });
});

test('readProxies returns undefined without a file, without an entry, or for a broken file', async () => {
	expect(await read(undefined, 'x')).toBeUndefined();
	expect(await read('{"proxies": 3}', 'x')).toBeUndefined();
	expect(await read('{', 'x')).toBeUndefined();
});
