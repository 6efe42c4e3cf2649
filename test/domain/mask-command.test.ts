import { expect, test } from 'vitest';
import { splitShellWords } from '../../source/domain/command.js';
import { maskCommand } from '../../source/domain/mask-command.js';

test.each([
	['docker run -e TOKEN=canary -e A=b --env=PASSWORD=canary app', 'docker run -e TOKEN -e A=b --env=PASSWORD app'],
	[
		'docker build --build-arg NPM_TOKEN=canary --build-arg V=1 .',
		'docker build --build-arg NPM_TOKEN --build-arg V=1 .',
	],
	['docker build https://me:canary@git.example.com/x.git', 'docker build https://me:******@git.example.com/x.git'],
	['docker run -e DB=postgres://u:canary@h/x app', 'docker run -e DB app'],
	['docker run --label api-key=canary -l a=b app', 'docker run --label api-key=****** -l a=b app'],
	["docker commit --change 'ENV TOKEN=canary' web", "docker commit --change 'ENV TOKEN=******' web"],
	['docker run -e TOKEN app', 'docker run -e TOKEN app'],
	['docker run -e EMPTY_TOKEN= app', 'docker run -e EMPTY_TOKEN= app'],
	['docker stop web', 'docker stop web'],
])('maskCommand turns %s into %s', (given, wanted) => {
	expect(maskCommand(splitShellWords(given))).toEqual(splitShellWords(wanted));
});
