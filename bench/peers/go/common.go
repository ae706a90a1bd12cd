// What peers share: where to listen and call, what to say, and where cases and photos go (see ../common.py).
package main

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"

	_ "github.com/mattn/go-sqlite3"
	tele "gopkg.in/telebot.v3"
)

const (
	token  = "123456:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"
	path   = "/hook"
	secret = "a-secret-of-the-bench"
)

type said struct {
	Text    string      `json:"text"`
	Buttons [][2]string `json:"buttons"`
}

var (
	api, port, folder = os.Args[1], os.Args[2], os.Args[3]
	script            = map[string]said{}
	photos            = filepath.Join(folder, "photos")
	cases             *sql.DB
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func prepare() {
	text, err := os.ReadFile(os.Args[4])
	must(err)
	must(json.Unmarshal(text, &script))
	must(os.MkdirAll(photos, 0o755))
	cases, err = sql.Open("sqlite3", filepath.Join(folder, "cases.db")+"?_journal_mode=WAL&_synchronous=NORMAL")
	must(err)
	cases.SetMaxOpenConns(1)
	_, err = cases.Exec("CREATE TABLE cases (id INTEGER PRIMARY KEY, chat INTEGER, answers TEXT)")
	must(err)
}

// The buttons under what is said there, two to a row.
func keyboard(name string) *tele.ReplyMarkup {
	markup := &tele.ReplyMarkup{}
	for at, button := range script[name].Buttons {
		if at%2 == 0 {
			markup.InlineKeyboard = append(markup.InlineKeyboard, nil)
		}
		last := len(markup.InlineKeyboard) - 1
		made := tele.InlineButton{Text: button[0], Data: button[1]}
		markup.InlineKeyboard[last] = append(markup.InlineKeyboard[last], made)
	}
	return markup
}

func fileCase(chat int64, answers map[string]string) error {
	text, err := json.Marshal(answers)
	if err != nil {
		return err
	}
	_, err = cases.Exec("INSERT INTO cases (chat, answers) VALUES (?, ?)", chat, string(text))
	return err
}
