import { describe, test } from 'vitest';
import { startAttached } from '../../../source/actions/flows/run/run-start.js';
import { splitShellWords } from '../../../source/domain/command.js';
import { parseRunArgv } from '../../../source/domain/run/parse-argv.js';
import { dockerClis } from '../docker-clis.js';
import { essence } from '../normalize.js';
import { recordCli } from '../record-cli.js';
import { isAside, type Recorded, recordCall } from '../record-wire.js';

/** The id of each container on the engine that only records. */
const id = '0123456789ab';
const apiVersion = '1.41';

const isLeftOut = (request: Recorded) => isAside(request) && !request.path.endsWith('/wait');

/** Keeps the requests after the create request, in the order of their paths. */
const afterCreate = (requests: readonly Recorded[]) =>
	requests
		.filter(({ path }) => path.startsWith(`/containers/${id}/`))
		.map(({ method, path, query }) => essence({ method, path, query }))
		.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const lines = [
	'busybox',
	'-i busybox',
	'--rm busybox',
	'--rm -i busybox',
	'-i --detach-keys ctrl-x,q busybox',
	'-a stdout busybox',
	'-i -a stderr busybox',
	'-a stdin busybox',
	'-a stdout -a STDERR busybox',
	'-i -a stdin -a stdout busybox',
];

describe.each(dockerClis())('a run in the foreground, compared with CLI $version,', cli => {
	test.concurrent.for(lines)('attaches, waits and starts with the same requests for %s', async (line, { expect }) => {
		const words = splitShellWords(line);
		const theirs = await recordCli(cli.file, ['run', ...words], { apiVersion, isLeftOut });
		const { options } = parseRunArgv(words, 'run');
		const mine = await recordCall(
			apiVersion,
			(engine, { signal }) => startAttached(engine, id, options, signal),
			isLeftOut,
		);
		expect(afterCreate(mine)).toHaveLength(3);
		expect(afterCreate(mine)).toEqual(afterCreate(theirs.requests));
	});
});

if (dockerClis().length === 0) {
	test('parity of a run in the foreground', context => context.skip('no docker CLI is installed'));
}
