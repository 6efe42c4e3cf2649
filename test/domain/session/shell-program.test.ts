import { expect, test } from 'vitest';
import { isInteractiveShell } from '../../../source/domain/session/shell-program.js';

test.each<[boolean, string]>([
	[true, 'sh'],
	[true, '/bin/bash'],
	[true, 'bash -l'],
	[true, 'bash --login -i'],
	[true, 'zsh --rcs'],
	[true, '/sbin/tini -- bash'],
	[true, '/docker-entrypoint.sh /usr/bin/fish'],
	[true, 'busybox sh'],
	[false, ''],
	[false, 'sh -c false'],
	[false, 'bash -lc false'],
	[false, 'sh /run.sh'],
	[false, 'sh -x script'],
	[false, 'python3'],
	[false, '/bin/bash.d/run'],
	[false, 'nginx -g daemon'],
])('isInteractiveShell returns %s for %j', (is, line) => {
	expect(isInteractiveShell(line.split(' ').filter(Boolean))).toBe(is);
});
