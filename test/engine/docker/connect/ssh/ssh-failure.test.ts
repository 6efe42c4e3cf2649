import { describe, expect, test } from 'vitest';
import { ChildError } from '../../../../../source/engine/docker/connect/ssh/child-stream.js';
import { wouldAsk } from '../../../../../source/engine/docker/connect/ssh/ssh-failure.js';

describe('a failure of ssh', () => {
	test.each([
		'me@prod: Permission denied (publickey,password).',
		'me@prod: Permission denied (publickey,keyboard-interactive).',
		'No ED25519 host key is known for prod and you have requested strict checking.\nHost key verification failed.',
	])('is a question that ssh would ask in a terminal: %s', words => {
		expect(wouldAsk(new ChildError(words, 255))).toBe(true);
	});

	test.each([
		['ssh: connect to host prod port 22: Connection refused', 255],
		['kex_exchange_identification: Connection closed by remote host', 255],
		['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.', 255],
		// The words of the remote docker.
		['permission denied while trying to connect to the Docker daemon socket', 1],
		['sh: docker: not found', 127],
	])('is no question: %s', (words, exitStatus) => {
		expect(wouldAsk(new ChildError(words, exitStatus))).toBe(false);
	});
});
