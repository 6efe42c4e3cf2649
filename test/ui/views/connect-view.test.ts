import { describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
import type { Attempt } from '../../../source/domain/nouns/host.js';
import { unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { connectView } from '../../../source/ui/views/connect-view.js';
import { smallView } from '../../../source/ui/views/small-view.js';
import { now } from '../../helpers/state/builders.js';
import { text } from '../../helpers/state/frame.js';
import { state } from '../../helpers/state/state.js';

const attempts: readonly Attempt[] = [
	{
		endpoint: { url: 'unix:///var/run/docker.sock', origin: 'default socket' },
		kind: 'permission',
		reason: 'permission denied',
		cure: 'sudo usermod -aG docker $USER, then log in again',
	},
	{ endpoint: { url: 'tcp://prod-1:2376', origin: 'DOCKER_HOST' }, kind: 'timeout', reason: 'no answer within 5s' },
];
const lost = state({}, { connection: { status: 'lost', attempts, attempt: 3, retryAt: now + 3400 } });

test('shows the attempts, the reason and cure of each, the time of the next one, and the keys', async () => {
	await expect(text(connectView(lost, 80, 22, unicodeGlyphs, actionTable))).toMatchFileSnapshot(
		'../../frames/connect-80x22.txt',
	);
});

test('keeps the keys visible in a low window', () => {
	const shown = text(connectView(lost, 60, 8, unicodeGlyphs, actionTable));
	expect(shown).toContain('No Docker Engine answers');
	expect(shown).toContain('q  quit');
});

test('shows a shared reason only once', () => {
	const missing = ['a', 'b', 'c'].map(name => ({
		endpoint: { url: `unix:///${name}.sock`, origin: 'default socket' },
		kind: 'unreachable',
		reason: 'no such file or directory',
		cure: 'Is Docker running?',
	}));
	const connection = { status: 'lost', attempts: [...missing, ...attempts], attempt: 1, retryAt: now } as const;
	const shown = text(connectView(state({}, { connection }), 80, 30, unicodeGlyphs, actionTable));
	expect(shown.match(/\.sock/g)).toHaveLength(4);
	expect(shown.match(/no such file or directory/g)).toHaveLength(1);
	expect(shown.match(/Is Docker running/g)).toHaveLength(1);
	expect(shown).toContain('permission denied');
});

test('shows the minimum size in a window that is too small', () => {
	const shown = text(smallView(state({}, { size: { columns: 30, rows: 6 } }), 30, 6, unicodeGlyphs));
	expect(shown).toContain('needs 40x10, has 30x6');
});

/** OpenSSH's message about a host whose key has changed, unedited. */
const warning = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Someone could be eavesdropping on you right now (man-in-the-middle attack)!
It is also possible that a host key has just been changed.
The fingerprint for the ED25519 key sent by the remote host is
SHA256:ZG3bFcXUMDIC4OkhTK7oRoOwDUYbL0ZLQoSHzeQGcVs.
Please contact your system administrator.
Add correct host key in /home/me/.ssh/known_hosts to get rid of this message.
Offending ED25519 key in /home/me/.ssh/known_hosts:1
  remove with:
  ssh-keygen -f "/home/me/.ssh/known_hosts" -R "[127.0.0.1]:2222"
Host key for [127.0.0.1]:2222 has changed and you have requested strict checking.
Host key verification failed.`;

describe('a failure that only the user can fix', () => {
	const attempt: Attempt = {
		endpoint: { url: 'ssh://me@host', origin: 'DOCKER_HOST' },
		kind: 'unreachable',
		reason: warning,
		cure: 'Check that "ssh ssh://me@host docker version" works without a question: key in the agent, host key known.',
		needsUser: true,
	};
	const waiting = state({}, { connection: { status: 'lost', attempts: [attempt], attempt: 1, retryAt: undefined } });

	test.each([
		[120, 40],
		[100, 30],
		[80, 22],
	])('appears with its whole message, line by line, and the key for a retry, in %i×%i', (width, height) => {
		const shown = text(connectView(waiting, width, height, unicodeGlyphs, actionTable));
		const rows = shown.split('\n').map(row => row.trim());
		const words = rows.join(' ').replace(/\s+/g, ' ');
		for (const line of warning.split('\n')) {
			expect(words).toContain(line.trim().replace(/\s+/g, ' '));
		}
		expect(rows).toContain('Host key verification failed.');
		expect(shown).toContain('press r to try again');
		expect(shown).toContain('r  try again now');
		expect(shown).toContain('q  quit');
		expect(shown).not.toMatch(/attempt|retry/);
	});
});
