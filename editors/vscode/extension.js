// Starts podium's language server for outlines, and opens its preview beside the text.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** The command of the setting, else podium of the workspace's own environment, else the one on the path. */
function command() {
  const own = vscode.workspace.getConfiguration("podium").get("command", []);
  if (own.length) return own;
  const below = process.platform === "win32" ? path.join("Scripts", "podium.exe") : path.join("bin", "podium");
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    const found = path.join(folder.uri.fsPath, ".venv", below);
    if (fs.existsSync(found)) return [found, "lsp"];
  }
  return ["podium", "lsp"];
}

async function start() {
  const [program, ...args] = command();
  client = new LanguageClient("podium", "podium", { command: program, args }, {
    documentSelector: [{ scheme: "file", language: "yaml", pattern: "**/slides_src/**" }],
    synchronize: {
      fileEvents: vscode.workspace.createFileSystemWatcher("**/{slides_src,images,media}/**"),
    },
  });
  try {
    await client.start();
    await vscode.commands.executeCommand("setContext", "podium.serves", true);
  } catch (problem) {
    const said = `podium's language server does not start (${program}): ${problem.message ?? problem}`;
    vscode.window.showErrorMessage(`${said}. Install it with pip install 'podium[lsp]', or set podium.command.`);
  }
}

async function stop() {
  await vscode.commands.executeCommand("setContext", "podium.serves", false);
  if (client?.isRunning()) await client.stop();
  client = undefined;
}

async function preview() {
  const document = vscode.window.activeTextEditor?.document;
  if (!document || !client?.isRunning()) return;
  await client.sendRequest("workspace/executeCommand", {
    command: "podium.preview",
    arguments: [client.code2ProtocolConverter.asUri(document.uri)],
  });
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand("podium.openPreview", preview),
    vscode.commands.registerCommand("podium.restart", async () => {
      await stop();
      await start();
    }),
  );
  await start();
};

exports.deactivate = stop;
