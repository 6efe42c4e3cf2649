import type { Frames } from './frames.js';

/** Returns the walkthrough as Markdown, with the screens and commands of the journey. */
export function walkthrough(frames: Frames): string {
	const frame = (name: string) => fenced(of(frames, name), 'text');
	const command = (name: string) => fenced(of(frames, `${name} command`), 'sh');
	return `# From a folder to a running container

This page is for readers who are new to Docker. You have a small web app in a folder: \`app.py\`, \`requirements.txt\` and a \`Dockerfile\`.
At the end it runs, others can pull it, and you know its limits and where its files are.

You need no Docker to follow: \`npm start -- --demo\` in a clone of plimsoll opens a dashboard on a simulated engine, and every key below
works there. With a real Docker Engine, start plimsoll in your folder. The page shows each command as you would type it: plimsoll
also shows each one before it runs, \`@\` lists the commands that have run, and \`y\` copies.

\`npm run docs\` runs this journey and takes every screen on this page from it, so you will see the same screens.

## The screen

A **container** is a program with its own files and its own network. It runs isolated from everything else on the machine.

${frame('start')}

The list of containers is at the top left, with images, volumes and networks below it; \`1\` to \`4\` go there. The right side
shows the selected item: the up and down keys select an item, left and right switch the tabs. Enter opens a menu of all actions for
the selection, \`?\` explains the keys that work now, Esc goes back, and \`q\` quits. plimsoll removes nothing without asking.

## 1. Build an image

An **image** is a packed program with all its files; a container starts from an image. The \`Dockerfile\` is the image's recipe.

Press \`2\` for the images, then \`b\` to build. The form already has the folder in which you started plimsoll.

${frame('build form')}

Below it is the command:

${command('build')}

Press Enter to build. Each step shows its duration; a step that has not changed since the last build comes from the cache. Esc
hides the progress, and the build continues; \`T\` shows it again, and \`c\` there cancels it.

${frame('built')}

After Esc the image is in the list. On the right are its layers, the newest first: one for each step of the build. \`i\` shows all
of Docker's data about it.

${frame('image')}

## 2. Run it

A **port** is a number at which a program accepts connections. \`5000:80\` connects port 5000 of your machine with port 80 of the
container, where the web app listens.

Press \`r\` on the image. Type a name and the port; Tab goes to the next field.

${frame('run form')}

${command('run')}

*Detached* (\`-d\`) means that it runs in the background. Press Enter to run it, and you see its output:

${frame('running')}

Press the right arrow in **Mode** to run it in the foreground: it takes the whole terminal, and Ctrl-c stops it. Type a command into
**Command** to run it instead of the image's own:

${command('other')}

If you already have a \`docker run …\` line, paste it anywhere in the form, and plimsoll fills in the fields.

## 3. Reach it

Select the container and go to the **Network** tab with the right arrow.

${frame('network')}

The first address is for you: open \`http://localhost:5000/\`, or press \`w\` and let plimsoll open it. The address under *bridge* is
the container's own. On Linux you can reach it from this machine without any published port: \`curl http://172.17.0.4/\`.

## 4. Share it

A **registry** is a server that stores images, so that other machines can fetch them. Docker Hub is the default; companies run their
own.

\`L\` logs in. plimsoll stores the password where \`docker login\` does, and never shows it.

${frame('login')}

${command('login')}

The name of an image decides where a push sends it: it has a host, a user, a name and a version. Add such a name with \`t\`:

${frame('tag')}

${command('tag')}

\`P\` pushes it, layer by layer. A layer that the registry already has is not sent again. The long number at the end is the
image's digest: with it, everyone gets exactly this image.

${command('push')}

${frame('pushed')}

To fetch it on another machine, or here after removing it with \`d\`, press \`p\`:

${command('pull')}

## 5. Look inside

Press \`e\` on a running container to open a shell in it, with its files and its processes. \`exit\` brings you back.

${frame('shell')}

${command('shell')}

Changes in a container are lost when it is removed. To keep them, press \`c\`: a commit makes an image from the container's current
files.

${frame('commit')}

${command('commit')}

## 6. Keep files

A **volume** is a folder that Docker manages and that stays when the container is removed. A **bind mount** gives the container access
to a folder of yours.

In the run form both are rows of **Mounts**. A single path is a new volume; a path, a colon and a path is a folder of yours.

${command('volume')}

The **Mounts** tab shows the place of each on this machine. The new volume is also in pane \`3\`.

${frame('mounts')}

## 7. Set limits

Without limits one container may use the whole machine. Give it a fifth of one core, which is 20,000 of every 100,000 microseconds of
CPU, and 300 MB of memory. In the run form, \`more\` unfolds these fields.

${command('limit')}

From now on its gauges are full at *its* limit, not at the machine's. \`m\` shows the last minutes, with the limit as a line.

${frame('gauge')}

\`12/20%\` means that it uses 12 % of a core and may use 20 %. If that is too little, \`u\` changes the limits while it runs.

${frame('limits')}

${command('update')}

## Next steps

\`s\` stops a container and starts it again, \`d\` removes it. \`X\` shows the disk usage and how much you can reclaim. \`:\` finds
every action by its name. All keys are in [keys.md](keys.md).
`;
}

function of(frames: Frames, name: string): string {
	const text = frames[name];
	if (text === undefined) {
		throw new Error(`the journey has no ${name}`);
	}
	return text;
}

const fenced = (text: string, language: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
