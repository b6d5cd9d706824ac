from yutang.cli.app import main

main()
