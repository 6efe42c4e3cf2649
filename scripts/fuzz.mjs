// Runs the generated tests with new seeds until one fails, and prints its seed.
//   npm run fuzz [-- rounds]
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';

const rounds = Number(process.argv[2] ?? 10);
const generated = spawnSync('git', ['grep', '-l', 'helpers/fast-check', '--', 'test/*.test.*'], { encoding: 'utf8' });
const files = generated.stdout.trim().split('\n');

for (let round = 1; round <= rounds; round++) {
	const seed = String(randomInt(1, 2 ** 31));
	console.log(`round ${round} of ${rounds}: PLIMSOLL_FUZZ_SEED=${seed}`);
	const { status } = spawnSync('npx', ['vitest', 'run', '--reporter=dot', ...files], {
		stdio: 'inherit',
		env: { ...process.env, PLIMSOLL_FUZZ_SEED: seed },
	});
	if (status !== 0) {
		console.error(`Failed with PLIMSOLL_FUZZ_SEED=${seed}`);
		process.exit(1);
	}
}
